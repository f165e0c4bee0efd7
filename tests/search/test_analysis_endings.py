"""Endings: a word meets its plurals and its forms, and words that only look alike stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import fold, rules_of


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("pt", "orientação orientações orientacao orientacoes"),
        ("pt", "relação relações relacoes relacao"),
        ("pt", "irmão irmãos irmaos irmao"),
        ("pt", "casal casais"),
        ("pt", "papel papéis papeis"),
        ("pt", "jovem jovens"),
        ("es", "feliz felices"),
        ("es", "joven jóvenes jovenes"),
        ("es", "imagen imágenes imagenes"),
        ("ru", "ёлка елка"),
    ],
)
def test_plurals_meet_their_singulars_with_and_without_accents(language, forms):
    assert len({rules_of(language).stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(("language", "word"), [("pt", "pais"), ("pt", "mais"), ("es", "meses")])
def test_short_words_keep_their_endings(language, word):
    rules = rules_of(language)
    assert rules.stem(word) == rules.stemmer(word)


@pytest.mark.parametrize(
    "forms",
    [
        "دوست دوستم دوستان دوستانم دوست‌های",
        "خانه خانه‌ها خانهها خانه‌های خانهام خانگی",
        "پناهنده پناهندگی پناهنده‌ها",
        "نوجوان نوجوانان",
        "ایران ایرانی",
        "هورمون هورمونها هورمون‌های هورمونی",
        "میخواهم نمیخواهم می‌خواهد میخواهند",
        "قدیم قدیمی قدیمی‌ترین",
        "میز میزها میز‌های",
    ],
)
def test_persian_words_lose_plural_possession_and_person(forms):
    stem = rules_of("fa").stem
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("word", ["میز", "نام", "تنها", "زبان", "بهتر"])
def test_persian_words_that_only_look_so_stay_whole(word):
    assert rules_of("fa").stem(word) == fold(word)


@given(st.text(alphabet="ابپتدرسشکگلمنوهی", min_size=1, max_size=12))
def test_a_persian_stem_keeps_enough_to_tell_words_apart(word):
    stem = rules_of("fa").stem(word)
    assert min(3, len(word)) <= len(stem) <= len(word)


@given(st.text(alphabet="ابپتدرسشکگلمنوهی", min_size=3, max_size=12))
def test_persian_plurals_share_the_stem_of_the_plain_word(word):
    stem = rules_of("fa").stem
    if not word.startswith(("می", "نمی")) and not word.endswith(("ی", "م", "ا", "ر", "ن", "ت", "ش", "گ", "ه")):
        assert stem(word) == stem(f"{word}ها") == stem(f"{word}‌های") == stem(f"{word}م")
