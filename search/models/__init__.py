"""The table of what can be found, and what is never suggested."""

from .columns import CodesColumn
from .document import FACTS, SearchDocument, Version
from .never import NeverSuggest

__all__ = ["FACTS", "CodesColumn", "NeverSuggest", "SearchDocument", "Version"]
