"""Opening times in words: open until, opens again, the hours of the coming week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from resources.codes import AlertKind, Day
from resources.opening import ONE_DAY, Opening, Span, day_spans, has_dates, unknown_on, without

from .wording import clock_text, day_name, day_text, joined, reader, time_tag, zone_name


@dataclass(frozen=True)
class State:
    """Open or not, in words. ``text`` holds a ``time`` element; ``plain`` is the same without."""

    open: bool
    text: SafeString

    @property
    def plain(self) -> str:
        """The words alone."""
        return strip_tags(self.text)


@dataclass(frozen=True)
class Moment:
    """A time of day to show, and the moment itself (ISO 8601) for scripts."""

    text: str
    iso: str


@dataclass(frozen=True)
class Range:
    """From one time of day to another."""

    opens: Moment
    closes: Moment


@dataclass(frozen=True)
class HoursRow:
    """A day of the coming week: its ``ranges``, or ``words`` in their place ("closed", "day and night")."""

    day: str
    today: bool
    ranges: list[Range]
    words: str


@dataclass(frozen=True)
class Hours:
    """The hours of the coming seven days in ``zone`` (IANA), called ``zone_name``. ``always``: day and night, and no rows. ``later``: sentences on
    other hours to come."""

    zone: str
    zone_name: str
    rows: list[HoursRow]
    always: bool
    later: list[str]


def state_of(opening: Opening | None, now: datetime) -> State | None:
    """The badge: None where nobody can tell."""
    if opening is None:
        return None
    if opening.always:
        return State(True, format_html("{}", _("Open day and night")))
    if opening.until:
        return State(True, _with_time(_("Open until {time}"), opening.until, now, opening.zone))
    if opening.next:
        return State(False, _with_time(_("Closed, opens again: {time}"), opening.next, now, opening.zone))
    return State(False, format_html("{}", _("Closed at the moment")))


def _with_time(sentence: str, moment: datetime, now: datetime, zone: str) -> SafeString:
    """``sentence`` with the moment in its place."""
    return format_html(sentence, time=time_tag(moment, now, zone))


def hours_of(rows: Sequence[Any], alerts: Iterable[Any], now: datetime) -> Hours | None:
    """The coming week of ``rows``; None without rows."""
    if not rows:
        return None
    zone = rows[0].zone
    local = now.astimezone(ZoneInfo(zone))
    called = _("time in %(city)s") % {"city": zone_name(zone)}
    usual = [row for row in rows if not has_dates(row)]
    always = bool(usual) and all(row.always for row in rows) and not any(alert.kind == AlertKind.CLOSED for alert in alerts)
    days = [] if always else _week(rows, alerts, local)
    return Hours(zone, called, days, always, _later(rows, local.date()))


def _week(rows: Sequence[Any], alerts: Iterable[Any], local: datetime) -> list[HoursRow]:
    """Today and the six days after it, in the order of the reader's week. None of them where nothing is known of any."""
    spans = _spans_by_day(rows, alerts, local)
    days = sorted((local.date() + offset * ONE_DAY for offset in range(7)), key=lambda day: (day.weekday() - reader().week_start) % 7)
    unknown = {day for day in days if unknown_on(rows, alerts, day)}
    return [_day(day, local.date(), spans[day], day in unknown) for day in days] if len(unknown) < len(days) else []


def _spans_by_day(rows: Sequence[Any], alerts: Iterable[Any], local: datetime) -> dict[date, list[Span]]:
    """What is open, by the local day on which it begins."""
    every = {span for offset in range(-2, 9) for span in day_spans(rows, local.date() + offset * ONE_DAY)}
    found: dict[date, list[Span]] = defaultdict(list)
    for span in without(sorted(every), alerts, (AlertKind.CLOSED,), rows[0].zone):
        opens, closes = (moment.astimezone(local.tzinfo) for moment in span)
        found[opens.date()].append((opens, closes))
    return found


def _day(day: date, today: date, spans: list[Span], unknown: bool) -> HoursRow:
    """One day of the table."""
    words = _("other hours than usual") if unknown else _words(spans)
    return HoursRow(day_name(day), day == today, [] if words else [Range(_clock(opens), _clock(closes)) for opens, closes in spans], words)


def _words(spans: list[Span]) -> str:
    """What stands in place of times: nothing, unless the day is closed or whole."""
    if not spans:
        return _("closed")
    opens, closes = spans[0]
    return _("day and night") if opens.time() == closes.time() == time() and closes.date() - opens.date() == ONE_DAY else ""


def _clock(moment: datetime) -> Moment:
    """A time of day with its moment."""
    return Moment(clock_text(moment), moment.isoformat())


def _later(rows: Sequence[Any], today: date) -> list[str]:
    """A sentence for each row whose dates begin later."""
    return [_later_sentence(row) for row in rows if row.valid_from and row.valid_from > today]


def _later_sentence(row: Any) -> str:
    """What holds from some day on."""
    facts = {"from": day_text(row.valid_from), "hours": _row_text(row), "until": day_text(row.valid_until) if row.valid_until else ""}
    return (_("From %(from)s to %(until)s: %(hours)s") if row.valid_until else _("From %(from)s on: %(hours)s")) % facts


def _row_text(row: Any) -> str:
    """A row of hours in one line."""
    if row.always:
        return _("day and night")
    labels = dict(Day.choices)
    opens, closes = (clock_text(datetime.combine(row.valid_from, clock, ZoneInfo(row.zone))) for clock in (row.opens, row.closes))
    return f"{joined(str(labels[code]) for code in Day.values if code in row.days)} {opens} – {closes}"
