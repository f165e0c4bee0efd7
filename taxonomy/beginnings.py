"""Names of areas that go on from what somebody types: any word of a name may be the beginning."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple

from babel.core import Locale

from hub import languages
from taxonomy import shipped, subdivisions
from taxonomy.fold import fold
from taxonomy.gazetteer import COMMA
from taxonomy.names import cldr_area

WORD: Final = re.compile(r"[^\W_]+")
_COUNTRIES_TOO: Final = {"CN": "HK MO TW", "FR": "BL GF GP MF MQ NC PF PM RE TF WF YT", "NL": "AW CW SX", "US": "AS GU MP PR UM VI"}
COUNTRIES_TOO: Final = frozenset(f"{country}-{part}" for country, parts in _COUNTRIES_TOO.items() for part in parts.split())
"""Parts of countries that stand in ISO 3166-1 as well: offered from there alone."""
LAST: Final = "\U0010ffff"
"""Sorts after every letter."""


class Begun(NamedTuple):
    """An area with the name that was begun, in the order in which they are offered. ``inside``: it was begun at a later word than the first;
    ``other``: it is not the name that is shown."""

    inside: bool
    level: int
    other: bool
    name: str
    code: str


class Row(NamedTuple):
    """A name from one of its words on, folded."""

    beginning: str
    begun: Begun


def level(code: str) -> int:
    """Countries stand before regions, those before parts of countries, and those before places."""
    return 1 if code.isdigit() else 0 if len(code) == 2 else 3 if "." in code else 2


def rows(code: str, name: str, other: bool) -> Iterator[Row]:
    """A name from each of its words on."""
    for word in WORD.finditer(name):
        if beginning := fold(name[word.start() :]):
            yield Row(beginning, Begun(word.start() > 0, level(code), other, name, code))


def _names(language: str) -> Iterator[tuple[str, str, bool]]:
    """Codes and names of all countries, regions and subdivisions: the one that is shown in ``language`` first, then others that people type."""
    areas = tuple(shipped.area_parents())
    yield from ((code, name, False) for code in areas if (name := cldr_area(code, language)))
    for code, names in shipped.area_names().items():
        yield from ((code, name, True) for name in names if code in areas)
    for territories in (Locale.parse(one.cldr).territories for one in languages.LANGUAGES):
        yield from ((code, territories[code], True) for code in areas if code in territories)
    for code, shown, iso in subdivisions.names(language):
        if code not in COUNTRIES_TOO:
            yield from ((code, name, other) for name, other in ((shown, False), (iso, True)) if not COMMA.search(name))


@cache
def _table(language: str) -> tuple[list[str], list[Begun]]:
    """All names in the order of their letters: made once in each process and language, some 15,000 rows."""
    seen: set[tuple[str, str]] = set()
    made: list[Row] = []
    for code, name, other in _names(language):
        if (code, folded := fold(name)) not in seen:
            seen.add((code, folded))
            made += rows(code, name, other)
    made.sort()
    return [row.beginning for row in made], [row.begun for row in made]


def beginning(text: str, language: str, more: Iterable[Row] = ()) -> list[Begun]:
    """The areas with a name that goes on from ``text``, each once, best first: those whose name it is, then those whose name begins so, countries
    before their parts. An area is said by the name that is shown, if that begins so at all. ``more``: further names to look through. No query."""
    if not (key := fold(text)):
        return []
    beginnings, begun = _table(language)
    places = range(bisect_left(beginnings, key), bisect_left(beginnings, key + LAST))
    matching = [*((beginnings[at], begun[at]) for at in places), *(row for row in more if row.beginning.startswith(key))]
    found: dict[str, Begun] = {}
    for _beginning, one in sorted(matching, key=lambda row: (row[0] != key or row[1].inside, row[1])):
        if one.code not in found or (found[one.code].other and not one.other):
            found[one.code] = one
    return list(found.values())
