"""Whoever sees an emergency number can call it, and nobody is sent to the police where that may be dangerous."""

from __future__ import annotations

import pytest
from phonenumbers import is_emergency_number

from taxonomy import shipped
from taxonomy.areas import area_for
from taxonomy.emergency import Emergency, emergency, numbers
from taxonomy.models import Area
from taxonomy.shipped import area_parents

COUNTRIES = sorted(code for code in area_parents() if code.isalpha())
KNOWN = [("FR", "112"), ("US", "911"), ("GB", "999"), ("AU", "000"), ("NZ", "111"), ("IN", "112"), ("MX", "911"), ("DE", "112"), ("LB", "112")]


def area(code: str) -> Area:
    found = area_for(code)
    assert found
    return found


def test_each_number_shown_is_one_of_the_numbering_plan_of_its_country():
    assert len(COUNTRIES) >= 249
    shown = {code: found for code in COUNTRIES if (found := numbers(code))}
    every = [(code, number) for code, found in shown.items() for number in (found.number, found.ambulance) if number]
    assert [(code, number) for code, number in every if not is_emergency_number(number, code)] == []
    assert len(shown) > 200


@pytest.mark.parametrize(("country", "number"), KNOWN)
def test_where_one_number_is_known_to_everybody_it_is_that_one(country, number):
    found = numbers(country)
    assert found
    assert found.number == number


def test_where_police_and_ambulance_are_two_both_are_told():
    assert numbers("JP") == Emergency("110", "119")
    assert numbers("MA") == Emergency("19", "15")


@pytest.mark.parametrize("country", ["AQ", "BV", "XX", "", "BF"])
def test_where_none_is_known_none_is_told(country):
    assert numbers(country) is None


@pytest.mark.django_db
class TestOfAnArea:
    def test_it_is_that_of_its_country(self):
        assert emergency(area("FR-75C")) == Emergency("112")

    def test_none_is_told_of_the_world_or_a_part_of_it(self):
        assert emergency(area("001")) is None
        assert emergency(area("150")) is None

    @pytest.mark.parametrize("caution", [Area.Caution.BY_CONSENT, Area.Caution.REMOTE_ONLY])
    @pytest.mark.parametrize("where", ["FR", "150", "FR-75C"])
    def test_none_is_told_where_caution_applies_there_or_above(self, where, caution):
        town = area("FR-75C")
        Area.objects.filter(code=where).update(caution=caution)
        assert emergency(town) is None

    @pytest.mark.parametrize("where", ["MA", "UG", "RU", "EG"])
    def test_none_is_told_where_the_law_is_against_the_reader_even_if_nobody_has_set_a_caution_yet(self, where):
        assert area(where).inherited_caution() == Area.Caution.NONE
        assert emergency(area(where)) is None

    def test_countries_without_numbers_are_countries(self):
        never = shipped.emergency()["never"].split()
        assert set(never) <= set(COUNTRIES)
        assert never == sorted(set(never))

    def test_caution_elsewhere_takes_it_from_nobody(self):
        Area.objects.filter(code="MA").update(caution=Area.Caution.REMOTE_ONLY)
        assert emergency(area("FR"))
