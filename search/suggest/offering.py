"""All that is offered for what is typed so far, in its order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.engines import site_engine
from search.engines.base import SearchError
from search.ladder import withheld_keys

from .never import never
from .phrases import Phrases, spaced
from .places import places
from .suggestion import Suggestion, Typed
from .titles import titles
from .topics import topics
from .words import words

MOST: Final = 8
"""Suggestions in one list: what fits above the keyboard of a telephone."""


@dataclass(frozen=True)
class Offered:
    """The suggestions, and what a screen reader says of them."""

    suggestions: Sequence[Suggestion]

    @property
    def said(self) -> str:
        """How many there are, and how to come to them."""
        number = len(self.suggestions)
        if not number:
            return _("No suggestions.")
        return ngettext("%(number)s suggestion. Use the up and down arrows.", "%(number)s suggestions. Use the up and down arrows.", number) % {
            "number": number
        }


def offered(typed: Typed, request: HttpRequest | None = None) -> Offered:
    """What is offered. Never raises for what was typed, nor for a missing index: then there is less to offer."""
    if not typed.enough:
        return Offered(())
    found = places(typed, MOST) if typed.place else _found(typed, request)
    return Offered(list(_fit(found, never(typed.own_languages)))[:MOST])


def _found(typed: Typed, request: HttpRequest | None) -> list[Suggestion]:
    """Topics and titles, then words to fill the list."""
    found = topics(typed)
    try:
        engine = site_engine()
        withheld = withheld_keys(engine)
        return [*found, *titles(typed, engine, withheld, request), *words(typed, engine, withheld, MOST)]
    except SearchError:
        return found


def _fit(found: Iterable[Suggestion], unwanted: Phrases) -> Iterable[Suggestion]:
    """Those that say something new, and nothing that is never suggested."""
    seen = set()
    for one in found:
        row = spaced(one.text) + one.note * (one.kind == "place")
        if row not in seen and not unwanted.inside(one.text):
            seen.add(row)
            yield one
