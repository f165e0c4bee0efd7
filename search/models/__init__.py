"""The table of what can be found, what is never suggested, and the numbers of what is missing."""

from .columns import CodesColumn
from .document import FACTS, OpenSpan, SearchDocument, Version
from .gap import Gap
from .never import NeverSuggest

__all__ = ["FACTS", "CodesColumn", "Gap", "NeverSuggest", "OpenSpan", "SearchDocument", "Version"]
