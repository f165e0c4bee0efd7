"""What is answered before anything else to a person who cannot wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from search.forms import Asked
from search.ladder import Place
from taxonomy.emergency import Emergency, emergency

from .contacts import Contact, contacts
from .known import urgent_topics


@dataclass(frozen=True)
class Urgent:
    """``topics``: the codes of what cannot wait. ``foreign``: nobody of the ``contacts`` speaks a language of the reader. ``place``: its name, where
    the reader typed one that is known; ``emergency``: its numbers, where they may be told."""

    topics: Sequence[str]
    contacts: Sequence[Contact]
    foreign: bool
    place: str
    emergency: Emergency | None

    @property
    def families(self) -> list[int]:
        """The families among the contacts."""
        return [one.result.family for one in self.contacts]

    @property
    def now(self) -> bool | None:
        """Is somebody there now? None: nobody can tell."""
        said = {one.open for one in self.contacts}
        return True if True in said else None if None in said else False


def urgent(asked: Asked, place: Place | None, request: HttpRequest | None = None) -> Urgent | None:
    """The answer to ``asked``; None where it can wait. Nothing of it is counted, logged or kept."""
    topics = urgent_topics(asked.text)
    if not topics:
        return None
    spoken = contacts(topics, asked, place, request)
    found = spoken or contacts(topics, asked, place, request, foreign=True)
    area = place.area if place else None
    return Urgent(topics, found, bool(found) and not spoken, place.name if place else "", emergency(area) if area else None)
