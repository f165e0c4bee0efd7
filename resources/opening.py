"""Is somebody there now, until when, and if not, when next: computed from rows of hours, each in its own time zone.

Local times are read as RFC 5545 reads them: a time that a change of clocks leaves out counts with the offset before the change, one that comes
twice is the first. Rows are read by plain loops, so that unsaved rows of a preview do as well as those of the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils import timezone

from resources.codes import AlertKind, Day

HORIZON: Final = 28
"""How many days ahead are looked at: who is not open within four weeks gets no next opening."""

NEAR: Final = 5
"""How many days ahead are looked at first: who has hours every week is settled by them."""

DAYS: Final[list[str]] = list(Day.values)
ONE_DAY: Final = timedelta(days=1)

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Opening:
    """``until``: when it closes, if it is open; ``next``: when it opens again, if it is not and that is known. Both aware, in ``zone``.
    ``always``: open, and no end of it in sight."""

    open: bool
    until: datetime | None
    next: datetime | None
    always: bool
    zone: str


def opening(
    rows: Iterable[Any], alerts: Iterable[Any] = (), now: datetime | None = None, closing: Sequence[str] = (AlertKind.CLOSED,)
) -> Opening | None:
    """What ``rows`` (of ``Hours``) say at ``now`` (aware; by default this moment), where ``alerts`` of the kinds in ``closing`` close the service.

    None where nobody can tell: without rows, or while an alert says "other hours than usual" and no row with dates says which.
    """
    return Rota(rows, alerts, closing).at(now or timezone.now())


class Rota:
    """Rows with what may close them, to be asked at one moment after the other: what they say of the days to come is worked out once a day."""

    def __init__(self, rows: Iterable[Any], alerts: Iterable[Any] = (), closing: Sequence[str] = (AlertKind.CLOSED,)) -> None:
        """See ``opening``."""
        self._rows, self._alerts, self._closing = list(rows), list(alerts), closing
        self._zone: str = self._rows[0].zone if self._rows else "UTC"
        self._here = ZoneInfo(self._zone)
        self._near: tuple[date, list[Span]] | None = None

    def at(self, now: datetime) -> Opening | None:
        """See ``opening``."""
        local = now.astimezone(self._here)
        if not self._rows or unknown_on(self._rows, self._alerts, local.date()):
            return None
        if self._endless:
            return Opening(True, None, None, True, self._zone)
        near = _answer(self._coming(local.date()), local, self._zone, NEAR)
        told = near.until or near.next
        if told and told <= local + (NEAR - 2) * ONE_DAY:
            return near
        return _answer(self._spans(local.date(), HORIZON), local, self._zone, HORIZON)

    @cached_property
    def _endless(self) -> bool:
        """Day and night every day, and nothing that says otherwise on some days?"""
        closed = any(alert.kind in self._closing for alert in self._alerts)
        return any(row.always for row in self._rows) and not any(map(has_dates, self._rows)) and not closed

    def _coming(self, today: date) -> list[Span]:
        """What is open on the days to come, as long as it is ``today``."""
        near = self._near
        if near is None or near[0] != today:
            self._near = near = today, self._spans(today, NEAR)
        return near[1]

    def _spans(self, today: date, days: int) -> list[Span]:
        """What is open on so many days."""
        return open_spans(self._rows, self._alerts, today, days, self._closing)


def _answer(spans: list[Span], local: datetime, zone: str, days: int) -> Opening:
    """The opening at the moment ``local``, where ``spans`` tell of so many days; what they tell of the last two is not whole."""
    moment, here = local.astimezone(UTC), ZoneInfo(zone)
    end = moment + (days - 2) * ONE_DAY
    current = next((closes for opens, closes in spans if opens <= moment < closes), None)
    if current:
        return Opening(True, None if current > end else current.astimezone(here), None, current > end, zone)
    following = next((opens for opens, _closes in spans if opens > moment), None)
    return Opening(False, None, following.astimezone(here) if following else None, False, zone)


def open_spans(rows: Sequence[Any], alerts: Iterable[Any], start: date, days: int, closing: Sequence[str] = (AlertKind.CLOSED,)) -> list[Span]:
    """The stretches of time (aware, in UTC) in which ``rows`` are open, for ``days`` days from ``start``: sorted, none touching another. Two days
    more before it: a night goes on in the morning, and a zone may be a day behind another."""
    every = [span for offset in range(-2, days) for span in day_spans(rows, start + offset * ONE_DAY)]
    return without(_merged(every), alerts, closing, rows[0].zone if rows else "UTC")


def without(spans: list[Span], alerts: Iterable[Any], closing: Sequence[str], zone: str) -> list[Span]:
    """``spans`` less the days (in ``zone``) on which alerts of the kinds in ``closing`` hold."""
    here = ZoneInfo(zone)
    for alert in alerts:
        if alert.kind in closing:
            spans = _cut(spans, _begin(alert.starts_on, here), _begin(alert.ends_on + ONE_DAY, here) if alert.ends_on else None)
    return spans


def day_spans(rows: Iterable[Any], day: date) -> Iterator[Span]:
    """The stretches that begin on ``day`` (each row's own local day), in UTC."""
    for row in valid_rows(rows, day):
        zone = ZoneInfo(row.zone)
        if row.always:
            yield _begin(day, zone), _begin(day + ONE_DAY, zone)
        elif DAYS[day.weekday()] in row.days and row.opens is not None and row.closes is not None:
            last = day if row.closes > row.opens else day + ONE_DAY
            opens, closes = _moment(day, row.opens, zone), _moment(last, row.closes, zone)
            if opens < closes:
                yield opens, closes


def valid_rows(rows: Iterable[Any], day: date) -> list[Any]:
    """The rows that hold on ``day``: those with dates around it, or, where there is none, those without dates."""
    rows = list(rows)
    dated = [row for row in rows if has_dates(row) and _within(row.valid_from, row.valid_until, day)]
    return dated or [row for row in rows if not has_dates(row)]


def has_dates(row: Any) -> bool:
    """Does the row hold for some time only?"""
    return bool(row.valid_from or row.valid_until)


def in_force(alerts: Iterable[Any], day: date) -> list[Any]:
    """The alerts that hold on ``day``, first and last day included."""
    return [alert for alert in alerts if _within(alert.starts_on, alert.ends_on, day)]


def best(openings: Iterable[Opening | None]) -> Opening | None:
    """The opening of a service that is reached in several ways: the one open longest, else the one that opens first; None where none is known."""
    known = [one for one in openings if one]
    return min(known, key=_eagerness) if known else None


def _eagerness(one: Opening) -> tuple[int, float]:
    """Sorts openings, the one to name first."""
    if one.open:
        return (0, -one.until.timestamp()) if one.until else (0, float("-inf"))
    return (1, one.next.timestamp()) if one.next else (2, 0.0)


def unknown_on(rows: Iterable[Any], alerts: Iterable[Any], day: date) -> bool:
    """Do other hours than usual hold on ``day``, and no row with dates says which?"""
    others = any(alert.kind == AlertKind.HOURS for alert in in_force(alerts, day))
    return others and not any(has_dates(row) for row in valid_rows(rows, day))


def _within(first: date | None, last: date | None, day: date) -> bool:
    """Is ``day`` between the two, either of which may be open?"""
    return (first is None or first <= day) and (last is None or day <= last)


def _begin(day: date, zone: Any) -> datetime:
    """Midnight at the beginning of ``day`` in ``zone``, in UTC."""
    return _moment(day, time(), zone)


def _moment(day: date, clock: time, zone: Any) -> datetime:
    """The moment at which the clocks of ``zone`` show ``clock`` on ``day``, in UTC."""
    return datetime.combine(day, clock, zone).astimezone(UTC)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The same time in as few stretches as can be, in order."""
    found: list[Span] = []
    for opens, closes in sorted(spans):
        if found and opens <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], closes))
        else:
            found.append((opens, closes))
    return found


def _cut(spans: Iterable[Span], start: datetime, end: datetime | None) -> list[Span]:
    """``spans`` less the time from ``start`` to ``end`` (None: for ever)."""
    before = [(opens, min(closes, start)) for opens, closes in spans if opens < start]
    after = [(max(opens, end), closes) for opens, closes in spans if closes > end] if end else []
    return [*before, *after]
