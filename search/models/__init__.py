"""The table of what can be found."""

from .columns import CodesColumn
from .document import FACTS, OpenSpan, SearchDocument, Version

__all__ = ["FACTS", "CodesColumn", "OpenSpan", "SearchDocument", "Version"]
