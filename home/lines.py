"""Help lines for pages that say that something is missing or broken: kept in a file, so that they are there when the database is not.

The worker writes them each minute, for every language at most three numbers that can be called from anywhere: day and night first, then those that
speak the language. While the database answers it is asked which of them may still be shown. What is older than a day is not shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils import timezone, translation

from home.front import from_anywhere, nearness
from hub import languages
from hub.files import write_whole
from hub.models import visible_pages
from resources.cards import cards_of
from resources.families import in_language
from resources.loading import prefetch_facts

MOST: Final = 3
OLDEST: Final = timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """Somebody to call: the number in E.164, the name in the language ``tag``, the page it stands on."""

    page: int
    name: str
    tag: str
    direction: str
    number: str


def kept_in() -> Path:
    """Where they are kept."""
    return Path(settings.HUB_DATA) / "help-lines.json"


def keep() -> None:
    """Write down the lines of today, whole or not at all."""
    services = list(from_anywhere())
    prefetch_facts(services)
    found = {one.code: [asdict(line) for line in _lines(services, one.code)] for one in languages.LANGUAGES}
    write_whole(kept_in(), json.dumps({"at": timezone.now().timestamp(), "lines": found}))


def _lines(services: list[Any], code: str) -> list[Line]:
    """The lines for readers of one language. A number that waits for a second pair of eyes is not among them: there is no room to say so."""
    ordered = sorted(services, key=lambda one: (not _always(one), nearness(one, code)))
    with translation.override(code):
        cards = cards_of(in_language(ordered, code))
    usable = [card for card in cards if card.phone and not card.changed]
    return [Line(card.page.pk, card.title, card.language.tag, card.language.direction, card.phone) for card in usable[:MOST]]


def _always(service: Any) -> bool:
    """Does somebody answer day and night?"""
    return any(row.always for row in (*service.opening_hours.all(), *(hours for phone in service.phones.all() for hours in phone.hours.all())))


def lines(code: str, database: bool) -> list[Line]:
    """The lines for a reader of ``code``; with a ``database`` only those that it still lets everybody see. One query, none without."""
    found = list(_kept(code))
    if not found or not database:
        return found
    shown = set(visible_pages().filter(pk__in=[line.page for line in found]).values_list("pk", flat=True))
    return [line for line in found if line.page in shown]


def _kept(code: str) -> Iterator[Line]:
    """What the file says; nothing where there is none, where it is too old or no such file."""
    try:
        kept = json.loads(kept_in().read_text())
        if timezone.now().timestamp() - kept["at"] < OLDEST.total_seconds():
            yield from [Line(**one) for one in kept["lines"][code]]
    except (OSError, ValueError, TypeError, KeyError):
        return
