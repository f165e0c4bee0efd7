"""From what a reader asks to one question for the engine: the steps of the ladder, in order, and what is left out."""

from .across import Across, across, widened
from .places import Place, place
from .steps import Rung, ladder, query
from .topics import matching_topics
from .withheld import withheld_keys

__all__ = ["Across", "Place", "Rung", "across", "ladder", "matching_topics", "place", "query", "widened", "withheld_keys"]
