"""Queries that cannot wait: which urgent concepts a text names, in whatever language, and who can be reached at once.

Nothing of it is counted, logged or kept.
"""

from .known import urgent_topics
from .matching import Matcher

__all__ = ["Matcher", "urgent_topics"]
