"""The sentence that says which words a query was translated into, and the marks that show them."""

from __future__ import annotations

from search.results.marking import Marker

FRENCH = "Trouver un logement calme à Lyon"


def marker(*queries, foreign=(), language="fr"):
    return Marker(queries, language, foreign=frozenset(foreign))


def test_words_that_a_query_was_translated_into_are_marked_and_told_as_they_are_written():
    one = marker("housing", foreign=["log"])
    assert one.html(FRENCH) == "Trouver un <mark>logement</mark> calme à Lyon"
    assert one.called(FRENCH) == ["logement"]


def test_where_a_word_stands_as_it_was_typed_no_translation_is_told():
    assert marker("housing lyon", foreign=["log"]).called(FRENCH) == []


def test_without_translations_nothing_is_told():
    assert marker("logement").called(FRENCH) == []


def test_at_most_three_words_are_told_each_once():
    text = "logement Logement calme Lyon trouver"
    assert marker("housing", foreign=["log", "calm", "lyon", "trouv"]).called(text) == ["logement", "calme", "lyon"]


def test_pairs_of_characters_are_marked():
    one = marker("shelter", foreign=["庇护"], language="zh-hant")
    assert one.html("今晚庇護") == "今晚<mark>庇護</mark>"
    assert one.called("今晚庇護") == ["庇護"]


def test_what_is_marked_is_still_escaped():
    assert marker("x", foreign=["log"]).html("<b>logement") == "&lt;b&gt;<mark>logement</mark>"
