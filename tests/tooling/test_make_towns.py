"""The list of towns: made once, made anew when what it is made of changes, whole or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pycountry
import pytest

from taxonomy import shipped
from tools import towns

LYON = {
    "geonameid": 1,
    "name": "Lyon",
    "countrycode": "FR",
    "admin1code": "84",
    "latitude": 45.7,
    "longitude": 4.8,
    "population": 500_000,
    "timezone": "Europe/Paris",
    "alternatenames": ["LYS", "Лион", "ليون", "里昂", "リヨン", "Λυών", "", "lyon", "L" * 90],
}
LONDON = {**LYON, "geonameid": 2, "name": "London", "countrycode": "GB", "admin1code": "ENG", "timezone": "Europe/London", "alternatenames": []}


@pytest.fixture
def world(monkeypatch, tmp_path):
    """A world of two towns, and where its list goes."""
    parts = tmp_path / "parts.yml"
    parts.write_text("same: [GB]\nparts:\n  FR: {ARA: Lyon}\n")
    monkeypatch.setattr(towns, "PARTS", parts)
    monkeypatch.setattr(towns, "SOURCES", (parts,))
    monkeypatch.setattr(towns, "towns", lambda: [LYON, LONDON])
    monkeypatch.setattr(towns, "TOWNS", tmp_path / "towns.sqlite3")
    return tmp_path


def rows(folder, query):
    with closing(sqlite3.connect(folder / "towns.sqlite3")) as connection:
        return connection.execute(query).fetchall()


def test_names_are_those_that_can_be_typed_in_the_scripts_of_the_hub(world):
    assert towns.main() == 0
    assert {name for (name,) in rows(world, "SELECT name FROM name WHERE town = 1")} == {"Lyon", "LYS", "Лион", "ليون", "里昂"}


def test_a_town_lies_in_the_part_of_its_country_that_iso_has(world):
    towns.main()
    assert rows(world, "SELECT id, area FROM town ORDER BY id") == [(1, "FR-ARA"), (2, "GB-ENG")]


def test_what_cldr_calls_a_town_can_be_typed_too(world):
    towns.main()
    assert rows(world, "SELECT name FROM local WHERE town = 2 AND language = 'fr'") == [("Londres",)]
    assert rows(world, "SELECT name FROM name WHERE folded = 'londres'") == [("Londres",)]


def test_is_made_once_and_anew_when_what_it_is_made_of_changes(world, capsys):
    towns.main()
    first = (world / "towns.sqlite3").stat().st_ino
    assert "holds 2" in capsys.readouterr().out
    assert towns.main() == 0
    assert (capsys.readouterr().out, (world / "towns.sqlite3").stat().st_ino) == ("", first)
    (world / "parts.yml").write_text("same: [GB, FR]\nparts: {}\n")
    towns.main()
    assert rows(world, "SELECT area FROM town WHERE id = 1") == [("FR-84",)]


@pytest.mark.parametrize("broken", [b"", b"rubbish" * 1000])
def test_a_broken_list_is_made_anew(world, broken):
    (world / "towns.sqlite3").write_bytes(broken)
    assert towns.main() == 0
    assert rows(world, "SELECT count(*) FROM town") == [(2,)]


@pytest.mark.parametrize("wrong", ["FR: {ARA: Lions}", "FR: {XXX: Lyon}"])
def test_a_part_that_is_none_is_told_and_leaves_the_old_list(world, capsys, wrong):
    towns.main()
    (world / "parts.yml").write_text(f"same: []\nparts:\n  {wrong}\n")
    assert towns.main() == 1
    assert wrong.split(": ")[0] in capsys.readouterr().err
    assert rows(world, "SELECT count(*) FROM town") == [(2,)]


def test_all_towns_of_the_world_lie_in_areas_that_there_are():
    with closing(sqlite3.connect(shipped.TOWNS)) as connection:
        areas = {area for (area,) in connection.execute("SELECT DISTINCT area FROM town")}
    assert {area for area in areas if "-" not in area} <= shipped.area_parents().keys()
    assert all(pycountry.subdivisions.get(code=area) for area in areas if "-" in area)


def test_the_large_countries_are_known_part_by_part():
    with closing(sqlite3.connect(shipped.TOWNS)) as connection:
        bare = dict(connection.execute("SELECT area, count(*) FROM town WHERE length(area) = 2 GROUP BY area"))
    assert {code: bare[code] for code in ("AR", "AU", "BR", "CA", "DE", "ES", "FR", "IN", "IT", "MX", "NL", "PL", "US", "ZA") if code in bare} == {}
