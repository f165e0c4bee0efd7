"""The table of what can be found, and what is never suggested."""

from .columns import CodesColumn
from .document import FACTS, OpenSpan, SearchDocument, Version
from .never import NeverSuggest

__all__ = ["FACTS", "CodesColumn", "NeverSuggest", "OpenSpan", "SearchDocument", "Version"]
