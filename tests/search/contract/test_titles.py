"""The contract of every engine for titles as they are typed."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as law
from hypothesis import strategies as st

from search.engines.base import IndexUnavailableError
from tests.search.engine_kit import fill, page


def typed(engine, text, *languages, **more):
    return [hit.key for hit in engine.titles(text, languages or ("en",), **more)]


@pytest.fixture
def shelf(engine):
    fill(
        engine,
        page("hormones", 1, title="Questions about hormones", body="Papers and letters."),
        page("papers", 2, title="Papers to keep", body="Hormones are asked about at the border."),
        page("hostels", 3, title="A hostel that asks no questions"),
        page("hidden", 4, title="Hormones for staff", visibility="staff"),
        page("fr", 1, "fr", title="Questions sur les hormones"),
        page("zh", 1, "zh-hant", title="關於荷爾蒙的問題"),
        page("ar", 5, "ar", title="أوراق ينبغي الاحتفاظ بها"),
        page("self", 6, title="Self-care in hard weeks"),
    )
    return engine


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("horm", ["hormones"]),
        ("hormones", ["hormones"]),
        ("hormone", ["hormones"]),
        ("HÓRM", ["hormones"]),
        ("questions ho", ["hormones", "hostels"]),
        ("questions hor", ["hormones"]),
        ("questions about", ["hormones"]),
        ("the hormones", ["hormones"]),
        ("keep pap", ["papers"]),
        ("self-c", ["self"]),
        ("self c", ["self"]),
        ("selfca", ["self"]),
        ("border", []),
        ("horm papers", []),
        ("horm ", []),
        ("", []),
        ("!!", []),
    ],
)
def test_titles_with_all_the_words_are_found_while_the_last_is_typed(shelf, text, found):
    assert sorted(typed(shelf, text)) == sorted(found)


def test_a_family_stands_once_in_the_first_language_of_the_reader(shelf):
    assert typed(shelf, "hormon", "fr", "en") == ["fr"]
    assert typed(shelf, "hormon", "en", "fr") == ["hormones"]
    assert typed(shelf, "hormon") == ["hormones"], "only the languages that are asked for"


@pytest.mark.parametrize("text", ["荷", "荷爾", "荷爾蒙", "荷尔", "荷爾 問題"])
def test_titles_without_spaces_are_found_from_the_first_character(shelf, text):
    assert typed(shelf, text, "zh-hant") == ["zh"]


def test_titles_in_arabic_are_found_in_any_spelling(shelf):
    assert typed(shelf, "اوراق", "ar") == typed(shelf, "أور", "ar") == ["ar"]


def test_what_is_withdrawn_and_what_is_not_public_is_not_there(shelf):
    assert typed(shelf, "hormones staff") == []
    assert typed(shelf, "horm", exclude_keys={"hormones"}) == []


def test_no_more_than_asked_for(engine):
    fill(engine, *(page(f"{number}", number, title=f"Lamp {number}") for number in range(1, 20)))
    assert len(typed(engine, "lam", limit=3)) == 3
    assert typed(engine, "lam", limit=0) == []


def test_a_title_among_very_many_words_that_begin_alike_is_found(engine):
    common = " ".join(f"shel{letter}{other}" for letter in "abcdefghij" for other in "klmnopqrst")
    fill(engine, page("noise", 1, title="Noise", body=common), page("wanted", 2, title="Shelzza by the sea"))
    assert typed(engine, "shel") == ["wanted"]


def test_without_an_index_it_says_so(empty):
    with pytest.raises(IndexUnavailableError):
        empty.titles("lamp", ("en",))


@law(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_no_text_is_an_error(shelf, text):
    shelf.titles(text, ("en", "fr", "ar", "zh-hant", "xx"), exclude_keys={text})
