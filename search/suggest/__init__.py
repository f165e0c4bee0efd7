"""What the search offers while somebody types: topics and titles, then words; places in the field for a place. From what everybody may see, only."""

from .offering import Offered, offered
from .suggestion import Suggestion, Typed

__all__ = ["Offered", "Suggestion", "Typed", "offered"]
