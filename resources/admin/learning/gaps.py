"""The numbers of what is missing as editors may see them: from five on, rounded down to fives, so that no single search shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.text import capfirst

from hub.dates import month_text
from search.models import Gap
from taxonomy.concepts import choices
from taxonomy.fold import fold
from taxonomy.names import area_names, language_name

from .links import new_service, services_on

FEWEST: Final = 5
MONTHS: Final = 12
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Missing:
    """A topic for which help is missing, in a language, in a country (empty: from anywhere). ``months``: those that have a number to show, newest
    first."""

    topic: str
    language: str
    country: str
    topic_name: str
    language_name: str
    country_name: str
    number: int
    months: tuple[tuple[date, int], ...]

    @property
    def months_told(self) -> list[tuple[str, int]]:
        """The months by name."""
        return [(month_text(month), number) for month, number in self.months]

    @property
    def make(self) -> str:
        """The address of the form for a new service."""
        return new_service(self.topic, self.language, self.country)

    @property
    def look(self) -> str:
        """The address of the list of services on the topic."""
        return services_on(self.topic)


def rounded(number: int) -> int:
    """Down to fives; nought below five."""
    return number // FEWEST * FEWEST


def last_months(today: date | None = None) -> list[date]:
    """The first days of the last twelve months, this one included, newest first."""
    now = today or timezone.localdate()
    numbers = [now.year * 12 + now.month - 1 - back for back in range(MONTHS)]
    return [date(one // 12, one % 12 + 1, 1) for one in numbers]


def missing(reader: str, *, language: str = "", country: str = "", month: date | None = None) -> list[Missing]:
    """What is missing most, of the last twelve months together or of one of them, with names in the language ``reader``. Five queries at most."""
    months = [month] if month else last_months()
    rows = Gap.objects.filter(month__in=months)
    narrowed = {name: value for name, value in (("language", language), ("country", country)) if value}
    totals = _totals(rows.filter(**narrowed))
    by_month = _by_month(rows.filter(**narrowed), totals)
    topics = dict(choices("topic", reader))
    countries = area_names({key[2] for key in totals if key[2]}, reader)
    made = [_row(key, number, by_month[key], topics, countries, reader) for key, number in totals.items() if key[0] in topics]
    return sorted(made, key=lambda one: (-one.number, fold(one.topic_name), one.language, one.country))


def _totals(rows: QuerySet[Gap]) -> dict[Key, int]:
    """The numbers that may be shown. (Django would group by the order of the model.)"""
    grouped = rows.order_by().values_list("topic", "language", "country").annotate(total=Sum("number")).filter(total__gte=FEWEST)
    return {(topic, language, country): rounded(total) for topic, language, country, total in grouped}


def _by_month(rows: QuerySet[Gap], keys: Iterable[Key]) -> Mapping[Key, tuple[tuple[date, int], ...]]:
    """The months of each that may be shown."""
    found: dict[Key, list[tuple[date, int]]] = defaultdict(list)
    shown = rows.filter(number__gte=FEWEST).order_by("-month")
    for topic, language, country, month, number in shown.values_list("topic", "language", "country", "month", "number"):
        found[topic, language, country].append((month, rounded(number)))
    return {key: tuple(found[key]) for key in keys}


def _row(
    key: Key, number: int, months: tuple[tuple[date, int], ...], topics: Mapping[str, str], countries: Mapping[str, str], reader: str
) -> Missing:
    """One row, with its names."""
    topic, language, country = key
    return Missing(*key, topics[topic], capfirst(language_name(language, reader)), countries.get(country, ""), number, months)
