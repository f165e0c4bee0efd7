"""Counting what is missing: only that a topic was looked for which has no service that can be used, never by whom or in what words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from typing import Final

from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from safety.origin import from_elsewhere
from search.engines import site_engine
from search.engines.base import SUNK, Query, SearchError, Step
from search.ladder import Place, reach_of
from search.ladder.reaching import SERVICE
from search.models import Gap
from search.reach import anywhere
from search.results import Found
from taxonomy.areas import country_in
from taxonomy.models import Concept

MOST: Final = 3
"""Topics of one search that are counted."""
FETCHED_AHEAD: Final = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
"""Headers by which browsers say that nobody asked for the page yet."""


def note(found: Found, request: HttpRequest) -> None:
    """Count the topics that ``found`` has no service for. The answer never waits for it, and never fails by it: where the database or the index does
    not answer at once, nothing is counted."""
    if not found.available or found.asked.page > 1 or not _somebody_asks(request):
        return
    with suppress(SearchError, DatabaseError):
        if missing := _missing(found):
            _add(missing, found.asked.language, _country(found.place))


def _somebody_asks(request: HttpRequest) -> bool:
    """Is this a person on our own page: not a browser that looks ahead, nor another site that sends somebody here?"""
    ahead = any(word in request.headers.get(name, "").lower() for name in FETCHED_AHEAD for word in ("prefetch", "preview", "prerender"))
    return request.method != "HEAD" and not ahead and not from_elsewhere(request)


def _missing(found: Found) -> list[str]:
    """The topics, chosen or named, that no service helps with which can be used: from the place, else from anywhere, in a language that is read."""
    topics = _topics(found)
    if not topics:
        return []
    asked, place = found.asked, found.place
    codes = reach_of(asked, place).codes if place and place.area else anywhere(asked.own_languages)
    return [topic for topic in topics if not _is_helped(topic, codes)]


def _topics(found: Found) -> list[str]:
    """Codes that are topics: what stands in an address may be anything, and is kept nowhere."""
    chosen = found.asked.filters.get("topic", ())
    known = Concept.objects.filter(scheme=Concept.Scheme.TOPIC, code__in=chosen).values_list("code", flat=True) if chosen else ()
    return list(dict.fromkeys([*known, *found.topics]))[:MOST]


def _is_helped(topic: str, codes: Collection[str]) -> bool:
    """Is there a service on the topic that can be used so, whatever else was filtered by? One that may not answer now counts for none."""
    step = Step("gap", None, filters={"topic": (topic,), "kind": (SERVICE,), "reach": codes}, without={"state": (SUNK,)})
    return site_engine().search(Query(steps=(step,), limit=1)).total > 0


def _country(place: Place | None) -> str:
    """The country in which the place lies: nothing nearer. Empty where none was named, and for wider areas."""
    return country_in(place.lineage) if place else ""


def _add(topics: Collection[str], language: str, country: str) -> None:
    """One more for each topic."""
    month = timezone.localdate().replace(day=1)
    with without_waiting(), transaction.atomic():
        for topic in topics:
            one = {"topic": topic, "language": language, "country": country, "month": month}
            if not Gap.objects.filter(**one).update(number=F("number") + 1):
                Gap.objects.bulk_create([Gap(**one, number=1)], ignore_conflicts=True)


@contextmanager
def without_waiting() -> Iterator[None]:
    """Where somebody else holds the database, whoever writes in this block is told at once, by an error, and does not wait."""
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if not sqlite:
            with transaction.atomic():
                cursor.execute("SET LOCAL lock_timeout = '20ms'")
                yield
            return
        before = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute("PRAGMA busy_timeout=0")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout={before}")
