"""Words of a query marked in a text: what matched is marked, everything is escaped, nothing is lost."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub import languages
from search.results.marking import LONGEST_BIT, Marker


def marked(text: str, query: str, language: str = "en", **options: bool) -> list[str]:
    """What is marked in ``text``."""
    return [html.unescape(one) for one in re.findall("<mark>(.*?)</mark>", Marker((query,), language, **options).html(text), re.DOTALL)]


@pytest.mark.parametrize(
    ("text", "query", "language", "expected"),
    [
        ("The lanterns of the harbour", "lantern", "en", ["lanterns"]),
        ("Demander l’asile à l’étranger", "ASILE", "fr", ["l’asile"]),
        ("Identité et papiers", "identite", "fr", ["Identité"]),
        ("مساعدة قانونية للاجئين", "القانونية", "ar", ["قانونية"]),
        ("هم‌جنس‌گرا بودن", "همجنسگرا", "fa", ["هم‌جنس‌گرا"]),
        ("Ёлка и ель", "елка", "ru", ["Ёлка"]),
        ("我需要法律幫助", "法律", "zh-hant", ["法律"]),
        ("The help of the night", "the night", "en", ["night"]),
        ("Lanterns", "lant", "en", ["Lanterns"]),
        ("Nothing of it", "lantern", "en", []),
        ("Anything", "", "en", []),
    ],
)
def test_what_the_analysis_finds_is_what_is_marked(text, query, language, expected):
    assert marked(text, query, language) == expected


def test_a_word_taken_as_typed_marks_no_longer_ones():
    assert marked("Lanterns", "lant", prefix=False) == []


def test_markup_in_a_text_is_shown_as_text():
    shown = Marker(("script",), "en").html("<script>alert('lantern')</script> & more")
    assert "<script>" not in shown
    assert "&lt;<mark>script</mark>&gt;" in shown


@given(text=st.text(max_size=120), query=st.text(max_size=30), language=st.sampled_from(languages.codes()))
def test_law_marking_changes_nothing_but_the_marks(text, query, language):
    shown = Marker((query,), language).html(text)
    assert html.unescape(shown.replace("<mark>", "").replace("</mark>", "")) == html.unescape(html.escape(text))


@given(text=st.text(max_size=120), query=st.text(max_size=30), language=st.sampled_from(languages.codes()))
def test_law_a_passage_is_short_and_always_shows_a_word(text, query, language):
    passage = Marker((query,), language).bit(text * 8)
    bare = html.unescape(re.sub("</?mark>", "", passage))
    assert len(bare) <= LONGEST_BIT + 2
    assert not passage or "<mark>" in passage


def test_a_passage_takes_as_much_room_in_chinese_as_elsewhere():
    passage = re.sub("</?mark>", "", Marker(("幫助",), "zh-hant").bit("今晚我需要幫助才能活下去。" * 40))
    assert LONGEST_BIT // 2 - 2 <= len(passage) <= LONGEST_BIT // 2 + 2
    assert "幫助" in passage


def test_words_beyond_what_is_shown_of_a_chinese_text_do_not_choose_the_passage():
    text = "幫助" + "們" * (LONGEST_BIT // 2) + "住屋" + "們" * LONGEST_BIT + "幫助們住屋"
    passage = Marker(("幫助住屋",), "zh-hant").bit(text)
    assert passage.endswith("<mark>幫助</mark>們<mark>住屋</mark>")


def test_the_passage_is_the_one_with_most_of_the_words():
    text = "A lantern. " + "Nothing here. " * 40 + "The lantern of the lighthouse keeper shines. " + "Nothing here. " * 40
    passage = Marker(("lantern lighthouse keeper",), "en").bit(text)
    assert passage.count("<mark>") == 3
    assert passage.startswith("…")
    assert passage.endswith("…")
