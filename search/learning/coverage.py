"""Where there is help from a distance: services by topic, language and area, read from the codes that the search keeps (``search.reach``)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from hub import languages
from search.engines.base import SUNK
from search.ladder.reaching import SERVICE
from search.models import SearchDocument
from search.models.columns import holding
from search.reach import ANY, SENT
from taxonomy.areas import WORLD
from taxonomy.help_languages import base
from taxonomy.shipped import area_parents


@dataclass(frozen=True)
class Sent:
    """What a service (by the number of its facts page) helps with from a distance: people in which areas, in which languages (without script)."""

    family: int
    topics: frozenset[str]
    areas: frozenset[str]
    languages: frozenset[str]


def services(areas: Collection[str] = (), topic: str = "") -> list[Sent]:
    """The services that everybody can find and that may answer now, each once: those for people in one of ``areas``, on ``topic``. One query."""
    rows = SearchDocument.public().filter(kind=SERVICE, reach__contains=f" {SENT}:").exclude(states__contains=holding(SUNK))
    if areas:
        rows = rows.filter(_any(f"{SENT}:{area}:{ANY}" for area in areas))
    if topic:
        rows = rows.filter(topics__contains=holding(topic))
    known = {family: (topics, reach) for family, topics, reach in rows.values_list("family", "topics", "reach")}
    read = {reach: _read(reach) for _topics, reach in known.values()}
    return [Sent(family, frozenset(topics), *read[reach]) for family, (topics, reach) in known.items()]


def _any(codes: Iterable[str]) -> Q:
    """Rows that hold one of the codes."""
    wanted = Q()
    for code in codes:
        wanted |= Q(reach__contains=holding(code))
    return wanted


def _read(reach: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The areas and languages in the codes of a service. (Many have the same: each is read once.)"""
    parts = [one.split(":") for one in reach if one.startswith(f"{SENT}:")]
    return frozenset(one[1] for one in parts), frozenset(one[2] for one in parts) - {ANY}


def lineage(area: str) -> list[str]:
    """The codes from the world down to a region or country. No query."""
    above = [] if area == WORLD else lineage(area_parents()[area])
    return [*above, area]


def by_topic(area: str) -> dict[str, Counter[str]]:
    """How many services can be used from everywhere in ``area``, by topic and language."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in services(lineage(area)):
        for topic in one.topics:
            counts[topic].update(one.languages)
    return counts


def by_area(topic: str, areas: Iterable[str]) -> dict[str, Counter[str]]:
    """How many services on ``topic`` can be used from everywhere in each of ``areas``, by language."""
    alike = Counter((one.areas, one.languages) for one in services(topic=topic))
    return {area: _spoken(alike, frozenset(lineage(area))) for area in areas}


def _spoken(alike: Counter[tuple[frozenset[str], frozenset[str]]], area: frozenset[str]) -> Counter[str]:
    """The languages of those that are for people in the whole area."""
    counts: Counter[str] = Counter()
    for (areas, spoken), number in alike.items():
        if areas & area:
            counts.update(dict.fromkeys(spoken, number))
    return counts


def families(area: str = "", language: str = "") -> list[int]:
    """The facts pages of the services that a number of the matrix counts; without an area those of any, without a language as well."""
    found = services(lineage(area) if area else ())
    return [one.family for one in found if not language or language in one.languages]


def hub_languages() -> list[str]:
    """The languages of the hub as help is given in them."""
    return list(dict.fromkeys(base(code) for code in languages.codes()))


def help_languages() -> list[str]:
    """Those of the hub, and behind them all others in which a service helps from a distance, whatever its area. One query."""
    own = hub_languages()
    return [*own, *sorted({code for one in services() for code in one.languages} - {*own})]
