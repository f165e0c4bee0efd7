"""Topics and audiences (SKOS-like concepts) and areas of the world, each with labels in the languages of the hub."""

from .areas import Area, AreaLabel
from .concepts import Concept, ConceptLabel

__all__ = ["Area", "AreaLabel", "Concept", "ConceptLabel"]
