"""Dates, times, sums and lists as the active language writes them (CLDR through Babel)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final, Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_currency
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hub import languages
from hub.dates import day_text, locale_of, reader_locale

Tone = Literal["good", "bad", "unknown", "plain"]
ANSWERS: Final[dict[Tone, str]] = {"good": "yes", "bad": "no", "unknown": "unknown", "plain": ""}
ICON: Final[dict[Tone, str]] = {"good": "tick", "bad": "cross", "unknown": "ask", "plain": "info"}
A_WEEK: Final = timedelta(days=6)


@dataclass(frozen=True)
class Remark:
    """A whole sentence and whether it is good news for a reader who must not be found out."""

    tone: Tone
    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def answer(self) -> str:
        """``yes`` for what is good, ``no`` for what is bad, ``unknown``: the classes of the list of what stays private."""
        return ANSWERS[self.tone]

    @property
    def icon(self) -> str:
        """The drawing beside the sentence."""
        return ICON[self.tone]


@dataclass(frozen=True)
class Small:
    """A small fact in a line of facts: a drawing and a few words."""

    icon: str
    text: str


@dataclass(frozen=True)
class Pair:
    """A question and the answers to it, each a text of its own."""

    label: str
    texts: list[str]


@dataclass(frozen=True)
class Link:
    """A link to a page: its title in the language it is written in, ``foreign`` if that is not the reader's."""

    title: str
    address: str
    language: languages.Language
    foreign: bool


def reader() -> languages.Language:
    """The language of the hub that is active: the one the reader reads."""
    return languages.language(get_language() or languages.DEFAULT.code)


def joined(items: Iterable[str]) -> str:
    """``items`` as a list in running text: "a, b and c"."""
    return format_list([str(item) for item in items], locale=reader_locale())


def some(items: Iterable[str], most: int) -> str:
    """The first ``most`` of ``items`` as a list in running text, and how many more there are. A last one alone is named: that is as short."""
    items = list(items)
    rest = len(items) - most
    return joined([*items[:most], _("%(number)s more") % {"number": rest}] if rest > 1 else items)


def labels(items: Iterable[str]) -> str:
    """Labels in a row. Each begins as a label does, so they do not run on as a sentence would."""
    return " · ".join(str(item) for item in items)


def day_name(day: date) -> str:
    """The day of the week."""
    return format_date(day, "EEEE", reader_locale())


def clock_text(moment: datetime) -> str:
    """The time of day in the zone of ``moment``."""
    return format_time(moment, "short", tzinfo=moment.tzinfo, locale=reader_locale())


def money_text(amount: Decimal, currency: str) -> str:
    """A sum with its currency (ISO 4217)."""
    return format_currency(amount, currency.upper(), locale=reader_locale())


@cache
def _zone_name(zone: str, cldr: str) -> str:
    return get_timezone_location(zone, locale_of(cldr), return_city=True)


def zone_name(zone: str) -> str:
    """The town that stands for an IANA zone: "Paris" for ``Europe/Paris``."""
    return _zone_name(zone, reader().cldr)


def time_tag(moment: datetime, now: datetime, zone: str) -> SafeString:
    """``moment`` as a ``time`` element in the service's own zone, with the zone named; a script may put the reader's time in its place. The day
    of the week stands before it unless it is today's, the date if it is more than six days away."""
    return _time_tag(moment.isoformat(), now.astimezone(ZoneInfo(zone)).date(), zone, reader().code)


@lru_cache(maxsize=512)
def _time_tag(iso: str, today: date, zone: str, language: str) -> SafeString:
    """The same, for a moment in words of its own: two moments of a night on which clocks change are equal. ``language`` is the active one."""
    moment = datetime.fromisoformat(iso).astimezone(ZoneInfo(zone))
    text = clock_text(moment)
    if moment.date() - today > A_WEEK:
        text = f"{day_text(moment.date())} {text}"
    elif moment.date() != today:
        text = f"{day_name(moment.date())} {text}"
    return format_html('<time datetime="{}" data-zone="{}" data-day>{} ({})</time>', iso, zone, text, zone_name(zone))
