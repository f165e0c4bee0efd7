"""From where a service can be used, whether it may not answer now, and when it is open: what the search keeps of it beside its words.

All of it is as of one day. ``renew_on`` says when the facts will say something else by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils import timezone

from resources.codes import AlertKind, PhoneKind, Status
from resources.opening import ONE_DAY, Span, in_force, open_spans, unknown_on
from resources.presentation.notices import latest_check, local_day
from resources.presentation.ways import hours_of_ways
from search.reach import Offer

LONG: Final = timedelta(days=365)
"""So long after the last check (or, where there was none, since it was published) the facts of a service may well have changed."""
SINKING: Final = frozenset({AlertKind.CLOSED, AlertKind.FULL})
"""Alerts that say that nobody can be helped there now."""
AHEAD: Final = 10
"""Days for which opening times are kept; they are kept anew after ``AHEAD`` less ``SPARE`` days."""
SPARE: Final = 3


def offer_of(facts: Any, today: date) -> Offer:
    """What the service offers on ``today``. One that names no way to reach it is taken to help from a distance: its page says how."""
    alerts = {alert.kind for alert in in_force(facts.alerts.all(), today)}
    places = [] if AlertKind.REMOTE in alerts else [row.area.lineage for row in facts.locations.all()]
    areas = [row.area.lineage for row in facts.areas.all()]
    return Offer(areas, places, _distant_languages(facts, AlertKind.NUMBER in alerts))


def _distant_languages(facts: Any, no_number: bool) -> set[str]:
    """The languages in which it helps from a distance; those of its own words where nobody said which."""
    phones = [row for row in facts.phones.all() if row.kind != PhoneKind.FAX and not (no_number and row.kind == PhoneKind.VOICE)]
    ways = [*phones, *facts.channels.all()]
    if not ways and (facts.phones.all() or facts.locations.all()):
        return set()
    shared = [row.code for row in facts.languages.all()] or [facts.locale.language_code]
    return {code for way in ways for code in way.languages or shared} if ways else set(shared)


def last_check(facts: Any) -> date | None:
    """The day on which its facts were checked last."""
    latest = latest_check(facts)
    return latest.on if latest else None


def _known_since(facts: Any) -> date | None:
    """The day from which ``LONG`` counts."""
    published = facts.first_published_at
    return last_check(facts) or (timezone.localdate(published) if published else None)


def long_unchecked(facts: Any, today: date) -> bool:
    """Was it not checked for so long that its facts may have changed?"""
    since = _known_since(facts)
    return since is not None and since + LONG <= today


def sinks(facts: Any, today: date) -> bool:
    """May it not answer now?"""
    shut = any(alert.kind in SINKING for alert in in_force(facts.alerts.all(), today))
    return facts.status != Status.ACTIVE or shut or long_unchecked(facts, today)


def renew_on(facts: Any, today: date) -> date | None:
    """The first day after ``today`` on which any of this will be otherwise; None: never by itself."""
    alerts = facts.alerts.all()
    days = [*(alert.starts_on for alert in alerts), *(alert.ends_on + ONE_DAY for alert in alerts if alert.ends_on)]
    days += [since + LONG] if (since := _known_since(facts)) else []
    days += [today + timedelta(days=AHEAD - SPARE)] if any(list(rows) for rows, _closing in hours_of_ways(facts)) else []
    return min((day for day in days if day > today), default=None)


def spans_of(facts: Any, now: datetime) -> list[Span]:
    """When somebody is there, by any way, from now on for ``AHEAD`` days: stretches in UTC, in order. Days with unknown hours count as closed."""
    if facts.status != Status.ACTIVE:
        return []
    alerts, today = list(facts.alerts.all()), local_day(facts, now)
    spans = [span for rows, closing in hours_of_ways(facts) for span in _known_spans(list(rows), alerts, today, closing)]
    return sorted({span for span in spans if span[1] > now})


def _known_spans(rows: list[Any], alerts: Iterable[Any], today: date, closing: tuple[str, ...]) -> Iterator[Span]:
    """The spans of one way, less those that begin on days of which nobody knows the hours."""
    if rows:
        unknown = {day for offset in range(-2, AHEAD) if unknown_on(rows, alerts, day := today + offset * ONE_DAY)}
        yield from (span for span in open_spans(rows, alerts, today, AHEAD, closing) if _day_of(span, rows) not in unknown)


def _day_of(span: Span, rows: list[Any]) -> date:
    """The local day on which a span begins."""
    return span[0].astimezone(ZoneInfo(rows[0].zone)).date()


def point_of(facts: Any) -> tuple[float, float] | None:
    """Where it is: the first exact place with coordinates, else the first area of a place that has some."""
    places = list(facts.locations.all())
    for one in (*places, *(place.area for place in places)):
        if one.latitude is not None and one.longitude is not None:
            return float(one.latitude), float(one.longitude)
    return None
