"""From what a reader asks to one question for the engine: the steps of the ladder, in order, and what is left out."""

from .across import Across, across, widened
from .named_place import named_place
from .opened import open_families
from .places import Place, place
from .reaching import REACHED, reach_of
from .rungs import Rung
from .steps import ladder, query
from .topics import matching_topics
from .withheld import withheld_keys

__all__ = [
    "REACHED",
    "Across",
    "Place",
    "Rung",
    "across",
    "ladder",
    "matching_topics",
    "named_place",
    "open_families",
    "place",
    "query",
    "reach_of",
    "widened",
    "withheld_keys",
]
