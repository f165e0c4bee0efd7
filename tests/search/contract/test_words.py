"""The contract of every search engine (``ENGINES``): ranking, spelling, completion."""

from __future__ import annotations

from tests.search.engine_kit import ask, fill, keys, page


def test_a_stem_finds_other_forms_and_the_exact_form_comes_first(engine):
    fill(
        engine,
        page("a", 1, title="Counselling for families"),
        page("b", 2, title="Counsellor for families"),
        page("c", 3, title="Counselling family"),
    )
    assert keys(ask(engine, "family"))[0] == "c"
    assert set(keys(ask(engine, "counselling"))) >= {"a", "c"}


def test_any_word_is_enough_and_more_words_are_better(engine):
    fill(engine, page("one", 1, title="legal matters"), page("both", 2, title="legal shelter"), page("none", 3, title="something else"))
    assert keys(ask(engine, "legal shelter")) == ["both", "one"]


def test_a_word_in_the_title_counts_more(engine):
    fill(engine, page("body", 1, title="other words", body="asylum"), page("title", 2, title="asylum words", body="other"))
    assert keys(ask(engine, "asylum")) == ["title", "body"]


def test_summary_and_topic_labels_are_searched(engine):
    fill(engine, page("a", 1, title="x", summary="asylum"), page("b", 2, title="y", labels="asylum"))
    assert sorted(keys(ask(engine, "asylum"))) == ["a", "b"]


def test_words_near_each_other_count_more(engine):
    fill(
        engine,
        page("far", 1, title="x", body="legal one two three four five aid"),
        page("near", 2, title="x", body="legal aid one two three four five"),
    )
    assert keys(ask(engine, "legal aid")) == ["near", "far"]


def test_common_words_weigh_little_but_are_enough_alone(engine):
    fill(engine, page("stop", 1, title="where when how where when how"), page("word", 2, title="shelter and something more"))
    assert keys(ask(engine, "where how when shelter"))[0] == "word"
    assert keys(ask(engine, "where how")) == ["stop"]


def test_help_at_home_is_not_a_common_word(engine):
    fill(engine, page("a", 1, title="help at home"), page("b", 2, title="need for men"))
    assert keys(ask(engine, "home")) == ["a"]
    assert keys(ask(engine, "where is men"))[0] == "b"


def test_each_document_is_read_by_the_rules_of_its_language(engine):
    fill(engine, page("fr", 1, "fr", "nationaux"), page("en", 2, "en", "nationaux"))
    assert keys(ask(engine, "national", "fr", "en", correct=False)) == ["fr"]


def test_an_unknown_word_is_corrected_and_the_correction_is_told(engine):
    fill(engine, page("a", 1, title="Asylum lawyer"), page("b", 2, title="Asylum"))
    answer = ask(engine, "Asylm lawyer")
    assert answer.corrected == "asylum lawyer"
    assert keys(answer) == ["a", "b"]


def test_corrections_can_be_refused(engine):
    fill(engine, page("a", 1, title="Asylum"))
    answer = ask(engine, "asylm", correct=False)
    assert (answer.corrected, keys(answer)) == (None, [])


def test_a_known_word_is_never_corrected(engine):
    fill(engine, page("a", 1, title="shelter"), *(page(str(n), n, title="shelters") for n in range(2, 9)), page("x", 20, title="skelter"))
    assert ask(engine, "skelter").corrected is None
    assert keys(ask(engine, "skelter")) == ["x"]


def test_a_word_known_in_another_language_of_the_query_is_not_corrected(engine):
    fill(engine, page("a", 1, "fr", "maison"), page("b", 2, "es", "mason"))
    assert ask(engine, "mason", "fr", "es").corrected is None
    assert ask(engine, "mason", "fr").corrected == "maison"


def test_corrections_are_spelt_as_people_write_them(engine):
    fill(engine, page("a", 1, "fr", "Identité"), page("b", 2, "en", "non-binary"), page("c", 3, "ar", "مساعدة"))
    assert ask(engine, "l'identitée", "fr").corrected == "l'identité"
    assert ask(engine, "nonbinray", "en").corrected == "non-binary"
    assert ask(engine, "مساععدة", "ar").corrected == "مساعدة"


def test_numbers_and_short_words_are_not_corrected(engine):
    fill(engine, page("a", 1, title="call 116123 now aid"))
    assert ask(engine, "116124 aix").corrected is None


def test_the_last_word_may_be_a_beginning(engine):
    fill(engine, page("a", 1, title="legal counselling"), page("b", 2, title="legal"))
    assert keys(ask(engine, "legal couns", prefix=True)) == ["a", "b"]
    assert keys(ask(engine, "couns", correct=False)) == []


def test_completions_go_on_from_the_text_commonest_first(engine):
    fill(engine, page("a", 1, "fr", "identité"), page("b", 2, "fr", "identité"), page("c", 3, "fr", "idée"))
    assert engine.complete("Mon id", ("fr",)) == ["mon identité", "mon idée"]
    assert engine.complete("mon id", ("fr",), limit=1) == ["mon identité"]
    assert engine.complete("mon id", ("en",)) == []
    assert engine.complete("", ("fr",)) == []
    assert engine.complete("庇", ()) == []


def test_known_words_are_those_of_the_languages_asked_for(engine):
    fill(engine, page("a", 1, "fr", "identité non-binaire"))
    assert engine.known("IDENTITÉ", ("fr",))
    assert engine.known("identite")
    assert engine.known("nonbinaire", ("fr",))
    assert not engine.known("identité", ("en",))
    assert not engine.known("")
