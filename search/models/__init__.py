"""The table of what can be found, and the numbers of what is missing."""

from .columns import CodesColumn
from .document import FACTS, OpenSpan, SearchDocument, Version
from .gap import Gap

__all__ = ["FACTS", "CodesColumn", "Gap", "OpenSpan", "SearchDocument", "Version"]
