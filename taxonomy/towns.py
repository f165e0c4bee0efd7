"""Towns by what people type: any of their names in the scripts of the hub. The list is a file that ``tools.towns`` makes from GeoNames."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

from taxonomy import shipped
from taxonomy.areas import covers, unsaved_area
from taxonomy.beginnings import LAST
from taxonomy.fold import fold
from taxonomy.gazetteer import COMMA, LONGEST, find_area, parts_named
from taxonomy.models import Area

CLEAR: Final = 10
"""With so many times as many people as another of its name a place is the one that is meant: a wrong country is worse than a question."""
PART: Final = 100_000
"""People of a part of a country of which nobody knows how many."""
CACHE_KIB: Final = 128
"""What a connection keeps of the file: the system has it in memory anyway."""
NAMED: Final = """
    SELECT town.id, name.name, town.area, town.latitude, town.longitude, town.people FROM name JOIN town ON town.id = name.town
    WHERE name.folded = ? ORDER BY town.people DESC, town.id"""
PEOPLE: Final = "SELECT coalesce(sum(people), 0) FROM town WHERE area = ?"
BEGUN: Final = """
    SELECT town, max(people) AS most FROM name WHERE folded >= :from AND folded < :to GROUP BY town ORDER BY most DESC, town LIMIT :most"""
NAMES: Final = """
    SELECT name.name, town.name, local.name, town.area FROM name JOIN town ON town.id = name.town
    LEFT JOIN local ON local.town = name.town AND local.language = :language
    WHERE name.town = :town AND name.folded >= :from AND name.folded < :to ORDER BY length(name.name), name.name"""
CALLED: Final = "SELECT town.name, local.name FROM town LEFT JOIN local ON local.town = town.id AND local.language = ? WHERE town.id = ?"

_local = threading.local()


class Town(NamedTuple):
    """``id``: its number in GeoNames; ``name`` as it is written where it was found; ``area``: the code of the smallest area known that it lies in;
    ``point``: latitude and longitude in degrees, None where several towns of one country have the name."""

    id: int
    name: str
    area: str
    point: tuple[float, float] | None
    people: int


class Named(NamedTuple):
    """What has a name in one ``country`` (its code): a town, a part of the country (its code, empty for none), or both. ``people``: how many live
    in it, of a part around a town of its name a tenth."""

    country: str
    people: int
    town: Town | None
    part: str


class BegunTown(NamedTuple):
    """A town of which a name was begun: the ``names`` that go on so, shortest first; what it is mostly called, and what in one language where that is
    known; the code of its country."""

    names: tuple[str, ...]
    main: str
    local: str | None
    country: str


def _connection(file: Path) -> sqlite3.Connection | None:
    """This thread's connection; None where nobody has made the list."""
    kept: tuple[Path, sqlite3.Connection] | None = getattr(_local, "kept", None)
    if kept and kept[0] == file:
        return kept[1]
    if not file.exists():
        return None
    made = sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)
    made.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    _local.kept = (file, made)
    return made


def _named(name: str) -> list[Town]:
    """All towns of this name, those with most people first."""
    connection, key = _connection(shipped.TOWNS), fold(name)
    if connection is None or not key:
        return []
    found = connection.execute(NAMED, [key])
    return [Town(number, written, area, (latitude, longitude), people) for number, written, area, latitude, longitude, people in found]


def find_places(text: str) -> list[Named]:
    """What ``text`` may mean, of towns and parts of countries: one a country, those with most people first; none where nothing has this name.

    ``"Cordoba, Argentina"`` looks for the first name in the second. What has ten times as many people as another leaves that out.
    """
    text = text.strip()[:LONGEST]
    found = _together(_named(text), parts_named(text))
    if not found:
        head, *around = COMMA.split(text, maxsplit=1)
        within = find_area(around[0]) if around else None
        found = _together([town for town in _named(head) if _lies_in(town, within)], {}) if within else []
    return [one for one in found if CLEAR * one.people > found[0].people]


def _together(towns: list[Town], parts: dict[str, str]) -> list[Named]:
    """The towns and the parts of countries that have one name, by country."""
    by_country = {country: list(several) for country, several in groupby(sorted(towns, key=_country), _country)}
    made = [_one_of(country, by_country.get(country, []), parts.get(country, "")) for country in by_country | parts]
    return sorted(made, key=lambda one: (-one.people, one.country))


def _country(town: Town) -> str:
    """The code of the country of a town."""
    return town.area[:2]


def _one_of(country: str, towns: list[Town], part: str) -> Named:
    """What is known of whichever in one country is meant."""
    around = (people_in(part) or PART) if part else 0
    if not towns:
        return Named(country, around, None, part)
    largest, *others = sorted(towns, key=lambda town: -town.people)
    if any(CLEAR * town.people > largest.people for town in others):
        areas = {town.area for town in towns}
        largest = largest._replace(area=areas.pop() if len(areas) == 1 else country, point=None)
    return Named(country, max(largest.people, around // CLEAR), largest, part)


def people_in(area: str) -> int:
    """How many people live in the towns that are known to lie in the part of a country: nought where GeoNames' parts are not ours."""
    connection = _connection(shipped.TOWNS)
    return int(connection.execute(PEOPLE, [area]).fetchone()[0]) if connection else 0


def _lies_in(town: Town, within: Area) -> bool:
    """Does the town lie in the area, as far as we know?"""
    area = unsaved_area(town.area)
    return area is not None and covers(within, area)


def town_names(town: Town, language: str) -> tuple[str, str | None]:
    """What the town is mostly called, in Latin letters, and what in a language, where that is known."""
    connection = _connection(shipped.TOWNS)
    row: tuple[str, str | None] | None = connection.execute(CALLED, [language, town.id]).fetchone() if connection else None
    return row or (town.name, None)


def begun_towns(text: str, language: str, most: int) -> list[BegunTown]:
    """The towns with a name that goes on from ``text``, those with most people first, ``most`` at most."""
    connection, key = _connection(shipped.TOWNS), fold(text)
    if connection is None or not key:
        return []
    bounds = {"from": key, "to": key + LAST}
    towns = connection.execute(BEGUN, {**bounds, "most": most}).fetchall()
    return [_begun(connection.execute(NAMES, {**bounds, "town": town, "language": language})) for town, _people in towns]


def _begun(rows: Iterable[tuple[str, str, str | None, str]]) -> BegunTown:
    """One town from the rows of its names."""
    names, mains, local, areas = zip(*rows, strict=True)
    return BegunTown(names, mains[0], local[0], areas[0][:2])
