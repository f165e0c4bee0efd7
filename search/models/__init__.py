"""The table of what can be found."""

from .columns import CodesColumn
from .document import FACTS, SearchDocument, Version

__all__ = ["FACTS", "CodesColumn", "SearchDocument", "Version"]
