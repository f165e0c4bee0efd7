"""What a word is: whoever types it in one of its written forms must meet the terms of the others."""

from __future__ import annotations

import pytest

from hub import languages
from hub.languages import Language
from search import analysis
from search.analysis import ANALYSIS_VERSION, clean, document_terms, fold, normal_code, query_units, rules_of
from search.analysis.nospace import characters, grams
from search.analysis.stem import stemmer


def exacts(text, language="en"):
    return document_terms(text, language).exacts


def stems(text, language="en"):
    return document_terms(text, language).stems


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ＬＧＢＴ", "lgbt"),
        ("ﬁle", "file"),
        ("Straße", "strasse"),
        ("bin\u00adder", "binder"),
        ("a\u200bb", "a b"),
        ("\ufeffhelp", "help"),
        ("أمـــان", "أمان"),
        ("ΛΌΓΟΣ", "λόγοσ"),
        ("a\ud800b", "a b"),
        ("a\x00b", "a b"),
        ("هم\u200c\u200cجنس", "هم\u200cجنس"),
    ],
)
def test_what_looks_alike_becomes_alike(typed, meant):
    assert clean(typed) == meant


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("identité", "identite"),
        ("sœur", "soeur"),
        ("ñandú", "nandu"),
        ("łódź", "lodz"),
        ("أإآٱ", "اااا"),
        ("کتاب", "كتاب"),
        ("فارسی", "فارسي"),
        ("مُثليّة", "مثليه"),
        ("مسؤول", "مسوول"),
        ("ёлка", "елка"),
        ("май", "май"),
        ("۱۱۲", "112"),
        ("١١٢", "112"),
        ("११२", "112"),
        ("臺灣", "台湾"),
        ("跨性別", "跨性别"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_letters_have_one_form(written, searched):
    assert fold(clean(written)) == searched


def test_the_breve_of_a_russian_letter_is_no_accent():
    assert fold(clean("и\u0306")) == "й"
    assert fold("й") != fold("и")


def test_a_word_with_a_hyphen_is_there_apart_and_joined():
    assert exacts("non-binary people") == ["non", "binary", "nonbinary", "people"]


def test_a_word_with_half_spaces_is_there_apart_and_joined():
    assert exacts("هم‌جنس‌گرا", "fa") == ["هم", "جنس", "گرا", "همجنسگرا"]


def test_single_letters_of_a_compound_stand_only_in_the_whole():
    assert exacts("L.G.B.T.") == ["lgbt"]
    assert exacts("T-shirt") == ["shirt", "tshirt"]


def test_a_long_chain_is_a_list_of_words():
    chain = "-".join(["word"] * 9)
    assert exacts(chain) == ["word"] * 9


@pytest.mark.parametrize(("text", "expected"), [("l'homophobie", ["homophobie"]), ("qu’il", ["il"]), ("d'accueil", ["accueil"])])
def test_french_words_lose_what_an_apostrophe_ties_to_them(text, expected):
    assert exacts(text, "fr") == expected


def test_english_words_lose_what_hangs_on_after_an_apostrophe():
    assert exacts("women's we'll") == ["women", "we"]


def test_elision_belongs_to_its_language():
    assert "laide" in exacts("l'aide", "es")


@pytest.mark.parametrize("written", ["amigxs", "amig@s", "amigx", "amig@", "amigos"])
def test_endings_for_all_genders_share_a_stem(written):
    assert stems(written, "es") == stems(written, "pt") == stems("amigas", "es")


def test_a_neutral_plural_meets_the_others_and_cities_stay_cities():
    assert stems("refugiades", "es") == stems("refugiadas", "es")
    assert stems("ciudades", "es") == ["ciudad"]


def test_an_address_with_an_at_sign_is_not_an_ending():
    assert exacts("info@example.org", "es") == ["info", "example", "org", "exampleorg"]


def test_short_words_keep_their_x():
    assert stems("sex", "es") == ["sex"]


@pytest.mark.parametrize(
    ("word", "stem"),
    [("والكتاب", "كتاب"), ("المثلية", "مثل"), ("بالمساعدة", "مساعد"), ("وطن", "وطن"), ("ولد", "ولد"), ("لجوء", "لجوء"), ("المعلمون", "معلم")],
)
def test_arabic_words_lose_articles_and_common_endings(word, stem):
    assert stems(word, "ar") == [stem]


def test_chinese_is_cut_into_pairs_and_characters():
    terms = document_terms("愛滋病", "zh-hant")
    assert terms.stems == ["爱滋", "滋病"]
    assert terms.exacts == ["爱", "滋", "病"]


def test_latin_and_chinese_are_cut_apart():
    assert document_terms("LGBT群體", "zh-hant").exacts == ["lgbt", "群", "体"]


def test_one_character_is_its_own_pair():
    assert grams("愛") == characters("愛") == ["愛"]


def test_spellings_are_kept_where_the_form_in_the_index_is_not_what_people_write():
    assert document_terms("Identité, aide, non-binaire", "fr").spellings == {"identite=identité", "nonbinaire=non-binaire"}


@pytest.mark.parametrize(
    ("code", "kept"), [("PT-br", "pt"), ("zh", "zh-hant"), ("zh-Hant", "zh-hant"), ("zh_TW", "zh-hant"), ("de", "de"), (" EN ", "en"), ("", "")]
)
def test_codes_find_the_row_that_fits_best(code, kept):
    assert normal_code(code) == kept


def test_a_language_without_a_row_is_folded_and_nothing_else():
    assert stems("Häuser", "de") == ["hauser"]


def test_an_unknown_stemmer_is_said_at_once():
    with pytest.raises(ValueError, match="klingon"):
        stemmer("klingon")


def test_every_stemmer_of_the_table_exists():
    assert all(rules_of(code).stem("test") for code in languages.codes())


def test_stop_lists_are_short_and_hold_nothing_that_people_look_for():
    sought = "help home need men women work right rights child children family alone out same sex love safe life health friend police doctor"
    for row in languages.LANGUAGES:
        assert 100 < len(row.stop) <= 200, row.code
    assert not languages.language("en").stop & set(sought.split())


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("fr", "aide maison besoin homme femme travail sans non même droit seul"),
        ("es", "ayuda casa hogar hombre mujer trabajo sin no mismo derecho solo"),
        ("pt", "ajuda casa lar homem mulher trabalho sem não mesmo direito"),
        ("ar", "مساعدة بيت منزل رجل امرأة عمل غير لا نفس حق وحيد"),
        ("fa", "کمک خانه مرد زن کار بدون بی هم خود تنها حق"),
        ("ru", "помощь дом нужна мужчина женщина работа без не один право"),
        ("zh-hant", "幫助 家 需要 男 女 工作 無 同 權利 孤單"),
    ],
)
def test_words_of_need_weigh_in_full_in_every_language(code, words):
    assert not languages.language(code).stop & set(words.split())


def test_the_version_follows_the_table_of_languages(monkeypatch):
    from search.analysis import version

    monkeypatch.setattr(languages, "LANGUAGES", (*languages.LANGUAGES, Language("eo", "Esperanto", "eo", "eo", stemmer="esperanto")))
    assert version._version() != ANALYSIS_VERSION


def test_places_of_a_query_are_those_in_the_clean_text():
    text = "Où trouver l'HÉBERGEMENT non-binaire?"
    places = [(unit.whole.start, unit.whole.end) for unit in query_units(text, rules_of("fr"))]
    assert [clean(text)[start:end] for start, end in places] == ["où", "trouver", "hébergement", "non-binaire"]


def test_a_query_is_read_up_to_a_number_of_words():
    assert len(query_units("word " * 1000, rules_of("en"), most=20)) == 20


def test_the_package_names_all_that_others_use():
    assert all(hasattr(analysis, name) for name in analysis.__all__)
