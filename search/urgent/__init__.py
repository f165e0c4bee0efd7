"""Queries that cannot wait: which urgent concepts a text names, in whatever language, and who can be reached at once.

Nothing of it is counted, logged or kept.
"""

from .answer import Urgent, urgent
from .contacts import Contact
from .known import urgent_topics

__all__ = ["Contact", "Urgent", "urgent", "urgent_topics"]
