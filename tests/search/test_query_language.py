"""The language of a query: by its letters, by what documents hold, and in doubt the reader's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub import languages
from search.query.language import spoken, words_of

SHARES = {
    "en": {"burner": 0.1, "phones": 0.2, "safe": 0.3, "housing": 0.2, "signal": 0.1, "help": 0.4, "legal": 0.2, "hospital": 0.1},
    "fr": {"logement": 0.2, "hebergement": 0.2, "avocat": 0.1, "aide": 0.4, "signal": 0.1, "help": 0.01, "hopital": 0.1},
    "es": {"vivienda": 0.2, "abogado": 0.1, "ayuda": 0.4, "legal": 0.2, "hospital": 0.2},
    "pt": {"moradia": 0.2, "advogado": 0.1, "ajuda": 0.4, "legal": 0.1, "hospital": 0.1},
    "ar": {"سكن": 0.2, "محامي": 0.1, "مساعده": 0.4, "حقوق": 0.1},
    "fa": {"مسكن": 0.2, "وكيل": 0.1, "كمك": 0.4, "حقوق": 0.1},
    "ru": {"жилье": 0.2, "адвокат": 0.1, "помощь": 0.4},
    "zh-hant": {},
}
QUERIES = [
    ("en", "burner phones"),
    ("en", "where can I be safe"),
    ("fr", "logement"),
    ("fr", "comment trouver un hébergement"),
    ("es", "abogado"),
    ("es", "¿dónde está mi ayuda?"),
    ("pt", "moradia"),
    ("pt", "como não ter ajuda"),
    ("ar", "سكن"),
    ("ar", "أين المساعدة"),
    ("fa", "مسکن"),
    ("fa", "چگونه کمک بگیرم"),
    ("ru", "жильё"),
    ("ru", "помощь"),
    ("zh-hant", "住房"),
    ("zh-hant", "律師"),
]


def main(text, *own):
    return spoken(text, own, SHARES).main


@pytest.mark.parametrize(("language", "text"), QUERIES)
def test_short_queries_in_eight_languages_are_known_whatever_the_reader_reads(language, text):
    for reader in languages.codes():
        assert main(text, reader) == language, reader


def test_every_language_is_asked():
    assert {language for language, _ in QUERIES} == set(languages.codes())


@pytest.mark.parametrize("reader", ["en", "fr", "es", "pt"])
def test_a_word_of_several_languages_is_the_readers(reader):
    assert main("signal" if reader in ("en", "fr") else "legal", reader) == reader


def test_any_language_that_the_reader_reads_counts():
    assert main("hospital", "ar", "es") == "es"
    assert main("hospital", "ar", "pt") == "pt"


def test_a_word_that_the_readers_language_hardly_knows_is_of_the_other_one():
    assert main("help", "fr") == "en"


def test_words_that_nobody_knows_are_the_readers():
    assert main("zblorg", "pt") == "pt"
    assert main("зблорг", "pt") == "ru"


def test_letters_tell_persian_from_arabic_before_anything_is_indexed():
    assert spoken("گروه پزشک", ("en",), {}).main == "fa"
    assert spoken("إقامة", ("en",), {}).main == "ar"


def test_each_word_of_a_mixed_query_is_judged_by_its_script():
    found = {typed.word.written: code for typed, code in spoken("hébergement في 香港 для меня", ("ar",), SHARES).words.items()}
    assert found == {"hébergement": "fr", "في": "ar", "香港": "zh-hant", "для": "ru", "меня": "ru"}


def test_the_script_of_most_letters_is_that_of_the_query():
    assert main("помощь лгбт Signal", "en") == "ru"
    assert main("burner phones в", "ru") == "en"


@pytest.mark.parametrize("text", ["", "  ", "!!", "112", "🏳️‍🌈", "ᚠᚢᚦ", "\ud800"])
def test_a_text_without_letters_of_ours_has_no_language(text):
    found = spoken(text, ("en",), SHARES)
    assert (found.main, dict(found.words)) == (None, {})


def test_runs_of_chinese_are_told_from_words():
    assert [(typed.word.written, typed.run) for typed in words_of("hiv 愛滋 hiv")] == [("hiv", False), ("愛滋", True)]


@given(st.text(max_size=60), st.lists(st.sampled_from(languages.codes()), min_size=1, max_size=3, unique=True))
def test_law_any_text_has_a_language_of_the_hub_or_none(text, own):
    found = spoken(text, own, SHARES)
    assert found.main is None or found.main in languages.codes()
    assert set(found.words.values()) <= set(languages.codes())
    assert (found.main is None) == (not found.words)
