"""Whoever types the town they are in is understood, under any of its names, or asked which one: never sent to another country."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taxonomy import checks, shipped
from taxonomy.gazetteer import find_area
from taxonomy.towns import begun_towns, find_places

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("Lyon", "FR-ARA"),
        ("lyon, france", "FR-ARA"),
        ("Munich", "DE-BY"),
        ("MÜNCHEN", "DE-BY"),
        ("Londres", "GB-ENG"),
        ("Los Angeles", "US-CA"),
        ("Bombay", "IN-MH"),
        ("São Paulo", "BR-SP"),
        ("Montréal", "CA-QC"),
        ("Caracas", "VE"),
        ("الدار البيضاء", "MA"),
        ("حلب", "SY"),
        ("مشهد", "IR"),
        ("کابل", "AF"),
        ("Минск", "BY"),
        ("Алматы", "KZ"),
        ("北京", "CN"),
        ("洛杉磯", "US-CA"),
    ],
)
def test_a_town_is_known_by_its_names_in_all_languages_and_with_the_part_of_the_country(typed, area):
    (one,) = find_places(typed)
    assert one.town.area == area
    assert one.country == area[:2]
    assert find_area(area) is not None
    assert one.town.point is not None


def test_a_town_lies_where_it_is():
    (lyon,) = find_places("Lyon")
    assert lyon.town.point == pytest.approx((45.75, 4.85), abs=0.05)
    assert lyon.people > 400_000


def countries(typed):
    return [one.country for one in find_places(typed)]


class TestPlacesOfOneName:
    def test_what_has_ten_times_as_many_people_as_all_others_is_meant(self):
        assert countries("Paris") == ["FR"]
        assert countries("California") == ["US"], "and in Brazil"
        assert countries("Ontario") == ["CA"], "and in California"

    def test_where_none_has_the_question_is_which_one_a_country(self):
        assert countries("Birmingham") == ["GB", "US"], "those with most people first"
        assert {"AR", "ES"} <= set(countries("Córdoba"))

    def test_the_country_behind_the_name_decides(self):
        assert countries("Birmingham, United States") == ["US"]
        assert countries("برمينغهام، المملكة المتحدة") == ["GB"]
        assert countries("مکاؤ، ماکائو، منطقهٔ ویژهٔ اداری چین") == ["MO"], "there are names with a comma"

    def test_the_part_of_a_country_behind_the_name_decides(self):
        (one,) = find_places("Springfield, Missouri")
        assert (one.town.area, one.town.point is not None) == ("US-MO", True)

    def test_in_one_part_of_a_country_it_is_that_part_and_no_point(self):
        (one,) = find_places("NYC")
        assert (one.town.area, one.town.point) == ("US-NY", None)

    def test_in_one_country_it_is_the_country(self):
        (one,) = find_places("Springfield, United States")
        assert (one.town.area, one.town.point) == ("US", None)

    def test_a_part_of_a_country_is_told_with_its_town(self):
        (one,) = find_places("Catalunya")
        assert (one.country, one.part, one.town) == ("ES", "ES-CT", None)
        assert one.people > 5_000_000


@pytest.mark.parametrize("typed", ["", " ", ",", "Xyzzy", "Lyon, Germany", "Lyon, Xyzzy", "\x00", "1' OR 1=1", "%", "ن" * 500])
def test_what_is_no_town_is_none(typed):
    assert find_places(typed) == []


@given(st.text(max_size=40))
def test_law_whatever_is_typed_each_country_stands_once(typed):
    found = find_places(typed)
    assert len({one.country for one in found}) == len(found)
    assert all(one.town or one.part for one in found)
    assert all(one.town is None or one.town.area.startswith(one.country) for one in found)


class TestBegun:
    def test_those_with_most_people_come_first(self):
        found = begun_towns("münch", "en", 5)
        assert found[0].main == "Munich"
        assert all("nch" in name.casefold() for town in found for name in town.names)

    def test_what_a_town_is_called_in_the_language_is_told_where_it_is_known(self):
        assert begun_towns("lond", "fr", 1)[0].local == "Londres"
        assert begun_towns("لند", "fa", 1)[0].local == "لندن"

    @pytest.mark.parametrize("typed", ["", "qqqqq", "\U0010ffff", "'"])
    def test_nothing_begins_with_nothing(self, typed):
        assert begun_towns(typed, "en", 5) == []


class TestWithoutTheList:
    @pytest.fixture(autouse=True)
    def gone(self, monkeypatch, tmp_path):
        monkeypatch.setattr(shipped, "TOWNS", tmp_path / "none.sqlite3")

    def test_nobody_is_sent_anywhere(self):
        assert (find_places("Lyon"), begun_towns("Lyon", "en", 5)) == ([], [])

    def test_a_check_says_what_to_do(self):
        [warning] = checks.check_towns()
        assert (warning.id, "tools.towns" in warning.hint) == ("taxonomy.W003", True)


def test_with_the_list_there_is_nothing_to_say():
    assert checks.check_towns() == []
    assert find_places("Lyon")
