"""Dates as the active language writes them (CLDR through Babel)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from babel.core import Locale
from babel.dates import format_date, format_skeleton, format_timedelta
from django.utils.translation import get_language

from hub import languages


@cache
def locale_of(cldr: str) -> Locale:
    """Babel's locale of a CLDR code."""
    return Locale.parse(cldr)


def reader_locale() -> Locale:
    """Babel's locale of the reader's language."""
    return locale_of(languages.language(get_language() or languages.DEFAULT.code).cldr)


def day_text(day: date) -> str:
    """A date with the name of its month: the same on every page, whoever writes it."""
    return format_date(day, "long", reader_locale())


def month_text(day: date) -> str:
    """The month of a date with its year."""
    return str(format_skeleton("yMMMM", day, locale=reader_locale()))


def days_text(time: timedelta) -> str:
    """So many days, in words of the active language: "30 days"."""
    return format_timedelta(time, granularity="day", threshold=1_000_000, locale=reader_locale())
