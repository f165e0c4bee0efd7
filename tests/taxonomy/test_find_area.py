"""A person who names a place is understood, in any language and spelling, or asked again: never sent to another country."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hub import languages
from taxonomy import shipped
from taxonomy.areas import area_for
from taxonomy.fold import fold
from taxonomy.gazetteer import find_area
from taxonomy.models import Area, AreaLabel
from taxonomy.names import area_name

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", languages.codes())
def test_every_country_and_region_is_found_by_its_name_in_every_language(language):
    lost = {code: area_name(code, language) for code in shipped.area_parents() if str(find_area(area_name(code, language))) != code}
    assert lost == {}


def test_no_name_of_the_list_of_other_names_leads_elsewhere():
    lost = [(name, code) for code, names in shipped.area_names().items() for name in names if str(find_area(name)) != code]
    assert lost == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("MA", "MA"),
        ("ma", "MA"),
        (" Maroc ", "MA"),
        ("المغرب", "MA"),
        ("مراکش", "MA"),
        ("ايران", "IR"),
        ("ایران", "IR"),
        ("UK", "GB"),
        ("the united kingdom", "GB"),
        ("cote d'ivoire", "CI"),
        ("COTE D IVOIRE", "CI"),
        ("Turkey", "TR"),
        ("台灣", "TW"),
        ("德国", "DE"),
        ("россия", "RU"),
        ("150", "150"),
        ("Europe", "150"),
        ("Kosovo", "XK"),
        ("Bavaria", "DE-BY"),
        ("Bayern", "DE-BY"),
        ("bavière", "DE-BY"),
        ("Scotland", "GB-SCT"),
        ("Écosse", "GB-SCT"),
        ("القاهرة", "EG-C"),
        ("us-ny", "US-NY"),
        ("City of London", "GB-LND"),
        ("Córdoba, Argentina", "AR-X"),
        ("قرطبة، إسبانيا", None),
        ("Córdoba, España", "ES-CO"),
        ("Berlin (Germany)", None),
        ("Paris, France", "FR-75C"),
        ("Georgia, USA", "US-GA"),
        ("Georgia", "GE"),
    ],
)
def test_a_place_is_found_as_people_type_it(typed, code):
    found = find_area(typed)
    assert (found and found.code) == code


@pytest.mark.parametrize(
    "typed",
    ["", " ", ",", "،", "Atlantis", "Córdoba", "XX", "999", "DE-XX", "DE.", "%", "_", "a" * 5000, "\x00", "𐏿", "Paris, Japan", "..."],
)
def test_an_unknown_or_doubtful_place_is_not_guessed(typed):
    assert find_area(typed) is None


def test_reading_writes_nothing_and_still_knows_where_a_part_of_a_country_lies():
    before = Area.objects.count()
    found = find_area("Bavaria")
    assert (found.pk, found.path, Area.objects.count()) == (None, "001/150/155/DE/DE-BY/", before)
    assert area_for("DE-BY").path == found.path


def test_a_place_is_found_by_the_name_that_editors_gave_it_in_any_spelling(town):
    assert [find_area(typed) for typed in ("Hafenstadt", "HAFEN-STADT", "مدينة الميناء", "مدينه الميناء")] == [town] * 4


def test_two_towns_of_one_name_in_two_countries_are_not_mixed_up(town):
    other = Area.objects.create(code="FR.hafenstadt", kind=Area.Kind.PLACE, parent=Area.objects.get(code="FR"))
    AreaLabel.objects.create(area=other, language="fr", name="Hafenstadt")
    assert find_area("Hafenstadt") is None
    assert (find_area("Hafenstadt, France"), find_area("Hafenstadt, Deutschland")) == (other, town)


def test_finding_costs_a_listing_few_queries():
    find_area("Maroc"), find_area("nowhere at all")
    for typed, most in (("Maroc", 2), ("MA", 1), ("Bavaria", 5), ("nowhere at all", 1)):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            find_area(typed)
        assert len(captured) <= most, typed


@given(st.text(max_size=60))
@example("Ⅷ")
@example("ﷺ")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
def test_nothing_that_can_be_typed_is_an_error(typed):
    assert find_area(typed) is None or find_area(typed).path


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.sampled_from(["Côte d’Ivoire", "Österreich", "المملكة المتحدة", "Россия", "Côte d’Azur", "ایران"]), st.data())
def test_case_spaces_and_marks_do_not_hide_a_name(name, data):
    noise = data.draw(st.lists(st.sampled_from([" ", "-", "’", ".", "\u200c", "\u064b"]), min_size=len(name), max_size=len(name)))
    assert fold("".join(letter + mark for letter, mark in zip(name.upper(), noise, strict=True))) == fold(name)
