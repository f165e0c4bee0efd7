"""Each reader sees countries, places and languages of help under the names of their own language."""

import pytest
from babel.core import Locale
from hypothesis import given
from hypothesis import strategies as st

from hub import languages
from taxonomy.areas import area_for
from taxonomy.help_languages import SIGNED, SPOKEN, base, is_signed
from taxonomy.models import Area, AreaLabel
from taxonomy.names import area_name, area_names, editors_labels, grouped_language_choices, language_choices, language_name

CODES = languages.codes()


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("MA", "ar", "المغرب"),
        ("MA", "fr", "Maroc"),
        ("MA", "zh-hant", "摩洛哥"),
        ("DE", "ru", "Германия"),
        ("IR", "fa", "ایران"),
        ("150", "es", "Europa"),
        ("001", "en", "world"),
    ],
)
def test_a_country_has_its_name_in_the_readers_language_without_a_query(code, language, name, django_assert_num_queries):
    assert area_name(code, language) == name


@pytest.mark.django_db
def test_a_subdivision_is_named_in_the_readers_language_or_in_english():
    assert [area_name("DE-BY", language) for language in ("fr", "ru", "en", "ar")] == ["Bavière", "Бавария", "Bavaria", "Bavaria"]
    assert (area_name("GB-LND", "en"), area_name("ES-CT", "en")) == ("City of London", "Catalunya")


@pytest.mark.django_db
def test_the_name_that_editors_gave_comes_first():
    AreaLabel.objects.create(area=area_for("DE-BY"), language="ar", name="بافاريا")
    assert (area_name("DE-BY", "ar"), area_name("DE-BY", "fr")) == ("بافاريا", "Bavière")


def test_a_town_without_a_name_in_the_readers_language_is_named_in_english_then_in_any(town):
    assert (area_name(town, "ar"), area_name(town, "fr")) == ("مدينة الميناء", "Hafenstadt")
    town.labels.filter(language="en").delete()
    assert area_name(town, "fr") == "مدينة الميناء"


@pytest.mark.django_db
def test_a_code_without_any_name_is_shown_as_it_is():
    assert (area_name("XX-99", "ar"), area_name("", "en")) == ("XX-99", "")


def test_names_of_a_whole_list_cost_one_query(town, django_assert_num_queries):
    areas = [*Area.objects.all()]
    with django_assert_num_queries(1):
        names = area_names(areas, "ar")
    assert (names[town.code], names["MA"], len(names)) == ("مدينة الميناء", "المغرب", len(areas))


def test_prefetched_names_cost_no_query(town, django_assert_num_queries):
    [loaded] = Area.objects.filter(pk=town.pk).prefetch_related("labels")
    with django_assert_num_queries(0):
        assert area_name(loaded, "ar") == "مدينة الميناء"


@pytest.mark.parametrize("language", CODES)
def test_every_language_of_help_has_a_name_of_its_own(language):
    names = dict(language_choices(language))
    assert set(names) == {*SPOKEN, *SIGNED}
    assert len(set(names.values())) == len(names)
    assert not [code for code, name in names.items() if not name.strip() or (name == code and code.capitalize() != name)]


@pytest.mark.parametrize("language", CODES)
def test_every_language_of_the_hub_can_be_chosen_as_language_of_help(language):
    assert base(language) in SPOKEN
    assert language_name(language, language)


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("ar", "fr", "arabe"),
        ("fr", "ar", "الفرنسية"),
        ("zh-hant", "en", "Traditional Chinese"),
        ("pt-BR", "en", "Brazilian Portuguese"),
        ("fa-AF", "en", "Dari"),
        ("fa-AF", "zh-hant", "波斯文 (阿富汗)"),
        ("ckb", "ar", "السورانية الكردية"),
        ("ase", "en", "American Sign Language"),
        ("nonsense!", "en", "nonsense!"),
        ("", "en", ""),
        ("../../etc", "ar", "../../etc"),
    ],
)
def test_a_language_is_named_in_the_readers_language(code, language, name):
    assert language_name(code, language) == name


def test_the_list_stands_in_the_readers_alphabet_with_capitals_and_sign_languages_apart():
    (_spoken, spoken), (_signed, signed) = grouped_language_choices("fr")
    assert spoken[:2] == [("ab", "Abkhaze"), ("aa", "Afar")]
    assert {code for code, _ in signed} == set(SIGNED)


def test_choices_of_a_form_follow_the_active_language():
    from django.utils import translation

    with translation.override("es"):
        assert dict(language_choices())["ar"] == "Árabe"


def test_sign_languages_are_known_as_such():
    assert is_signed("bfi")
    assert not is_signed("en")


@given(st.text(max_size=20), st.sampled_from(CODES))
def test_no_code_is_an_error(code, language):
    assert language_name(code, language) is not None


def test_the_chosen_languages_are_living_ones_that_cldr_knows():
    known = Locale.parse("en").languages
    assert not [code for code in SPOKEN if code.replace("-", "_") not in known]
    assert len(SPOKEN) == len(set(SPOKEN)) > 150


def test_names_from_labels_that_somebody_keeps_are_the_same_and_cost_no_query(town, django_assert_num_queries):
    AreaLabel.objects.create(area=area_for("DE-BY"), language="ar", name="بافاريا")
    areas, labels = [*Area.objects.all(), "XX-99"], editors_labels()
    for language in ("ar", "fr", "en"):
        with django_assert_num_queries(0):
            names = area_names(areas, language, labels)
        assert names == area_names(areas, language)
