"""The contract of every search engine (``ENGINES``): families, steps, filters, facets, and what must not be seen."""

from __future__ import annotations

import pytest

from search.engines.base import FILTERS, SUNK, Query, Step
from tests.search.engine_kit import ask, fill, keys, page


def test_a_family_stands_once_in_the_language_that_the_reader_prefers(engine):
    fill(engine, page("en", 1, "en", "Asylum asylum"), page("fr", 1, "fr", "Asylum"), page("es", 1, "es", "Asylum"))
    for first in ("en", "fr", "es"):
        answer = ask(engine, "asylum", prefer=(first, "en", "fr", "es"))
        assert keys(answer) == [first]
        assert (answer.total, answer.hits[0].family, answer.hits[0].language) == (1, 1, first)


def test_without_a_preferred_language_the_best_match_speaks(engine):
    fill(engine, page("en", 1, "en", "Asylum"), page("fr", 1, "fr", "Something else", body="asylum"))
    assert keys(ask(engine, "asylum", prefer=("ar",))) == ["en"]


def test_totals_and_pages_count_families(engine):
    fill(engine, *(page(f"{family}-{language}", family, language, "Asylum") for family in range(25) for language in ("en", "fr", "ar")))
    pages = [ask(engine, "asylum", prefer=("ar",), offset=offset) for offset in (0, 10, 20, 30)]
    assert [answer.total for answer in pages] == [25] * 4
    assert [len(answer.hits) for answer in pages] == [10, 10, 5, 0]
    assert len({hit.family for answer in pages for hit in answer.hits}) == 25
    assert {hit.language for answer in pages for hit in answer.hits} == {"ar"}


def test_families_shown_elsewhere_are_left_out(engine):
    fill(engine, *(page(str(n), n, title="Asylum") for n in range(4)))
    answer = ask(engine, "asylum", exclude_families={1, 3})
    assert sorted(keys(answer)) == ["0", "2"]
    assert answer.total == 2


def test_a_family_stands_in_the_first_step_that_finds_it(engine):
    fill(engine, page("1-fr", 1, "fr", "Asylum"), page("1-en", 1, "en", "Asylum"), page("2-en", 2, "en", "Asylum"))
    answer = engine.search(Query((Step("mine", "asylum", ("fr",)), Step("others", "asylum", ()), Step("none", "nothing", ()))))
    assert [(step.name, step.total, [hit.key for hit in step.hits]) for step in answer.steps] == [
        ("mine", 1, ["1-fr"]),
        ("others", 1, ["2-en"]),
        ("none", 0, []),
    ]
    assert answer.total == 2


def test_pages_run_through_all_steps(engine):
    fill(engine, *(page(f"{n:02}", n, "fr" if n < 7 else "en", "Asylum") for n in range(18)))
    steps = (Step("mine", "asylum", ("fr",)), Step("others", "asylum", ()))
    pages = [engine.search(Query(steps, offset=offset, limit=5)) for offset in (0, 5, 10, 15, 20)]
    assert [[len(step.hits) for step in answer.steps] for answer in pages] == [[5, 0], [2, 3], [0, 5], [0, 3], [0, 0]]
    assert all([step.total for step in answer.steps] == [7, 11] for answer in pages)
    assert len({hit.family for answer in pages for hit in answer.hits}) == 18


def test_a_step_may_narrow_beyond_the_filters(engine):
    fill(engine, page("a", 1, filters={"channel": ["chat"]}), page("b", 2, filters={"channel": ["voice"]}))
    assert keys(engine.search(Query((Step("at a distance", None, (), {"channel": {"chat"}}),)))) == ["a"]


def test_a_step_without_a_text_shows_all_that_the_filters_let_through(engine):
    fill(engine, page("a", 1, "fr"), page("b", 2, "en"))
    assert sorted(keys(ask(engine, None))) == ["a", "b"]
    assert keys(ask(engine, None, "fr")) == ["a"]
    assert keys(ask(engine, None, "ar")) == []


def test_languages_may_be_given_in_any_spelling(engine):
    fill(engine, page("a", 1, "zh-Hant", "庇護"))
    assert keys(ask(engine, "庇護", "zh-TW", prefer=("ZH-hant",))) == ["a"]


def test_filters_are_or_inside_a_field_and_and_between_fields(engine):
    fill(
        engine,
        page("a", 1, title="help", filters={"channel": ["chat", "voice"], "cost": ["free"]}),
        page("b", 2, title="help", filters={"channel": ["voice"], "cost": ["paid"]}),
        page("c", 3, title="help", filters={"channel": ["post"], "cost": ["free"]}),
    )
    assert sorted(keys(ask(engine, "help", filters={"channel": {"chat", "post"}}))) == ["a", "c"]
    assert keys(ask(engine, "help", filters={"channel": {"voice"}, "cost": {"free"}})) == ["a"]
    assert len(keys(ask(engine, "help", filters={"channel": set()}))) == 3
    assert keys(ask(engine, "help", filters={"channel": {"no such thing"}})) == []


def test_every_filter_of_the_site_narrows(engine):
    fill(engine, *(page(name, n, title="help", filters={name: ["x"]}) for n, name in enumerate(FILTERS)))
    for name in FILTERS:
        assert keys(ask(engine, "help", filters={name: {"x"}})) == [name]


def test_facets_tell_the_same_value_of_two_filters_apart(engine):
    facts = {"topic": ("legal", "legal:asylum"), "kind": ("legal",), "area": ("topic:legal",), "state": (SUNK,)}
    fill(engine, page("a", 1, title="Help", filters=facts), page("b", 2, title="Help", filters={"topic": ("legal",)}))
    found = ask(engine, "help", facets=("topic", "kind", "area")).facets
    assert found == {"topic": (("legal", 2), ("legal:asylum", 1)), "kind": (("legal", 1),), "area": (("topic:legal", 1),)}
    assert keys(ask(engine, "help", filters={"kind": {"legal"}})) == ["a"]
    assert keys(ask(engine, "help", filters={"cost": {"legal"}})) == []


def test_facets_count_families(engine):
    facts = {"topic": ["asylum", "health"]}
    fill(
        engine,
        *(page(language, 1, language, "help", filters=facts) for language in ("en", "fr")),
        page("2", 2, title="help", filters={"topic": ["health"]}),
    )
    assert ask(engine, "help", facets=("topic", "cost")).facets == {"topic": (("health", 2), ("asylum", 1)), "cost": ()}


def test_each_facet_is_counted_under_the_filters_of_the_others_only(engine):
    fill(
        engine,
        page("a", 1, title="help", filters={"channel": ["chat"], "cost": ["free"]}),
        page("b", 2, title="help", filters={"channel": ["voice"], "cost": ["free"]}),
        page("c", 3, title="help", filters={"channel": ["voice"], "cost": ["paid"]}),
    )
    answer = ask(engine, "help", filters={"channel": {"chat"}}, facets=("channel", "cost"))
    assert answer.total == 1
    assert answer.facets == {"channel": (("voice", 2), ("chat", 1)), "cost": (("free", 1),)}


def test_choosing_a_value_of_a_facet_shows_as_many_families_as_it_said(engine):
    fill(
        engine,
        *(
            page(f"{n}-{language}", n, language, "help" if n % 3 else "aid", filters={"channel": [f"c{n % 4}", f"c{n % 5}"], "cost": [f"k{n % 2}"]})
            for n in range(40)
            for language in ("en", "fr")
        ),
    )
    steps = (Step("first", "help", ("fr",)), Step("second", "aid", ()))
    for chosen in ({}, {"cost": {"k1"}}, {"channel": {"c2"}}):
        facets = engine.search(Query(steps, filters=chosen, facets=("channel", "cost"))).facets
        for name, counts in facets.items():
            for value, count in counts:
                assert engine.search(Query(steps, filters={**chosen, name: {value}})).total == count


def test_only_public_documents_are_found_or_counted(engine):
    fill(engine, page("a", 1, title="secret shelter", visibility="staff", filters={"cost": ["free"]}), page("b", 2, title="public shelter"))
    answer = ask(engine, "shelter", facets=("cost",))
    assert (keys(answer), answer.total, answer.facets) == (["b"], 1, {"cost": ()})
    assert len(keys(ask(engine, None))) == 1


def test_documents_withdrawn_since_are_left_out_of_results_counts_and_facets(engine):
    fill(engine, page("a", 1, title="shelter", filters={"cost": ["free"]}), page("b", 2, title="shelter"))
    answer = ask(engine, "shelter", exclude_keys={"a"}, facets=("cost",))
    assert (keys(answer), answer.total, answer.facets) == (["b"], 1, {"cost": ()})


def test_a_family_stays_when_one_of_its_documents_is_withdrawn(engine):
    fill(engine, page("en", 1, "en", "asylum"), page("fr", 1, "fr", "asylum"))
    assert keys(ask(engine, "asylum", exclude_keys={"fr"}, prefer=("fr",))) == ["en"]


@pytest.mark.parametrize("hide", ["private", "deleted", "replaced", "excluded"])
def test_words_of_hidden_documents_never_come_back_as_a_correction(engine, hide):
    fill(engine, page("a", 1, title="Villanueva", visibility="staff" if hide == "private" else "public"), page("b", 2, title="shelter"))
    with engine.writer() as writer:
        if hide == "deleted":
            writer.delete("a", 2)
        if hide == "replaced":
            writer.put(page("a", 1, title="shelter", version=2))
    hidden = {"a"} if hide == "excluded" else set()
    answer = ask(engine, "Vilanueva", exclude_keys=hidden)
    assert (answer.corrected, answer.total) == (None, 0)
    assert engine.complete("vil", (), exclude_keys=hidden) == []
    assert not engine.known("Villanueva", exclude_keys=hidden)
