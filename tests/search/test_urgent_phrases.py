"""Whoever asks for help that cannot wait is understood, in any language and however it is typed; and ordinary searches set nothing off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from hub import languages
from search.urgent.known import make
from taxonomy import shipped

PHRASES: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "urgent_phrases.yml").read_text(encoding="utf-8"))
CODES = languages.codes()
TOPICS = ("suicide", "violence", "thrown-out", "detained")
LEAST = 4
"""Letters of a word from which on a slip of the finger has to be borne."""
HAN = re.compile(r"[\u3400-\u9fff]")


@pytest.fixture(scope="module")
def matcher():
    labels = {language: shipped.labels(language) for language in CODES}
    words = {
        topic: {language: [labels[language]["topic", topic]["label"], *labels[language]["topic", topic]["also"]] for language in CODES}
        for topic in TOPICS
    }
    return make(words)


def slips(word: str) -> Iterator[str]:
    """The word as a finger may leave it, always the same way: a letter in the middle doubled, missing, or exchanged with the next."""
    at = len(word) // 2
    yield word[:at] + word[at] + word[at:]
    if HAN.search(word):
        yield f"{word[:at]} {word[at:]}"
        return
    yield word[:at] + word[at + 1 :]
    if word[at] != word[at - 1]:
        yield word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


def mistyped(phrase: str) -> Iterator[str]:
    """The phrase with one of its words mistyped, for every word that is long enough."""
    words = phrase.split()
    for at, word in enumerate(words):
        if word.isalpha() and (len(word) >= LEAST or HAN.search(word)):
            yield from (" ".join([*words[:at], slip, *words[at + 1 :]]) for slip in slips(word))


def test_there_are_more_than_twenty_phrases_a_language_five_of_each_kind_and_as_many_ordinary_ones():
    assert set(PHRASES) == set(CODES)
    for language, kinds in PHRASES.items():
        assert all(len(kinds[topic]) >= 5 for topic in TOPICS), language
        assert sum(len(kinds[topic]) for topic in TOPICS) >= 20
        assert len(kinds["ordinary"]) >= 20


@pytest.mark.parametrize("language", CODES)
def test_none_is_missed_and_each_is_taken_for_what_it_is(matcher, language):
    kinds = PHRASES[language]
    said = [(phrase, topic) for topic in TOPICS for phrase in [*kinds[topic], *kinds["more"][topic]]]
    assert {phrase: matcher.topics(phrase) for phrase, topic in said if topic not in matcher.topics(phrase)} == {}


@pytest.mark.parametrize(
    ("ordinary", "cry", "topic"),
    [
        ("me echaron del trabajo", "me echaron del trabajo y mis padres de casa", "thrown-out"),
        ("scared to tell my dad", "scared to tell my dad he beats me", "violence"),
        ("kicked out of school", "kicked out of school and my mom threw me out", "thrown-out"),
        ("боюсь рассказать маме", "боюсь рассказать маме отец меня бьет", "violence"),
        ("طردوني من المدرسة", "طردوني من المدرسة ومن البيت", "thrown-out"),
    ],
)
def test_an_ordinary_phrase_is_none_any_more_once_somebody_says_more(matcher, ordinary, cry, topic):
    assert matcher.topics(ordinary) == ()
    assert topic in matcher.topics(cry)


@pytest.mark.parametrize("language", CODES)
def test_none_is_missed_for_a_slip_of_the_finger(matcher, language):
    typed = {slip: topic for topic in TOPICS for phrase in PHRASES[language][topic] for slip in mistyped(phrase)}
    assert [slip for slip, topic in typed.items() if topic not in matcher.topics(slip)] == []


@pytest.mark.parametrize("language", CODES)
def test_none_is_missed_as_people_really_misspell_it(matcher, language):
    assert [typed for typed in PHRASES[language]["typos"] if not matcher.topics(typed)] == []


@pytest.mark.parametrize("language", CODES)
def test_ordinary_searches_set_nothing_off(matcher, language):
    assert {one: matcher.topics(one) for one in PHRASES[language]["ordinary"] if matcher.topics(one)} == {}


@pytest.mark.parametrize(("typed", "understood"), [("ente7er", True), ("enti7er", True), ("entier", False), ("entieer", False), ("ante7", False)])
def test_a_digit_in_a_word_is_a_letter_of_arabic_and_no_slip_of_another_word(matcher, typed, understood):
    assert bool(matcher.topics(typed)) is understood


def test_words_with_digits_stay_in_one_and_apostrophes_do_not_part_them(matcher):
    assert [matcher.topics(typed) for typed in ("ana 3ayez amoot", "3a'yez amoot", "ma 2der akammel")] == [("suicide",)] * 3


@pytest.mark.parametrize("typed", ["k\u0456ll myself", "хочу ум\u0065реть"])
def test_a_letter_of_another_alphabet_in_a_word_hides_nothing(matcher, typed):
    assert matcher.topics(typed) == ("suicide",)
