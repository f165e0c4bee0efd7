"""Corrections, words together and apart: which words are near, what a query becomes. On vocabularies made by hand, without an index."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import document_terms, query_units, rules_of
from search.query import Also, Best, Phrase, Sum, Term, Vocabulary, build_plan, completions
from search.query.nodes import scaled
from search.query.pieces import Join, cuts, groups, neighbours
from search.query.vocabulary import correctable, likelihood, mistakes


class HandWords:
    """``Words`` over a few texts in memory."""

    def __init__(self, language, *texts):
        self.terms = [document_terms(text, language) for text in texts]
        self.vocabulary = Vocabulary(Counter(exact for terms in self.terms for exact in set(terms.exacts)).items())

    def count(self, exact):
        return self.vocabulary.counts.get(exact, 0)

    def has_stem(self, stem):
        return any(stem in terms.stems for terms in self.terms)

    def adjacent(self, stems):
        size = len(stems)
        return any(tuple(terms.stems[at : at + size]) == tuple(stems) for terms in self.terms for at in range(len(terms.stems)))

    def starting(self, prefix, limit):
        found = [(exact, count) for exact, count in self.vocabulary.counts.items() if exact.startswith(prefix)]
        return sorted(found, key=lambda one: (-one[1], one[0]))[:limit]

    def near(self, exact):
        return self.vocabulary.near(exact)

    def rarity(self, exact):
        return 1.0

    def spelling(self, exact):
        written = [one.removeprefix(f"{exact}=") for terms in self.terms for one in terms.spellings if one.startswith(f"{exact}=")]
        return written[0] if written else exact


def plan(text, language, *texts, **more):
    return build_plan(text, [language], {language: HandWords(language, *texts)}, **more)


def leaves(node):
    return [node] if isinstance(node, Term | Phrase) else [leaf for part in node.parts for leaf in leaves(part)]


class CommonWords(HandWords):
    """The same, each word held by as many documents as it says."""

    def __init__(self, **counts):
        super().__init__("en", " ".join(counts))
        self.vocabulary = Vocabulary(counts.items())


def near(word, *known):
    return [one.exact for one in Vocabulary((one, 1) for one in known).near(word)]


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("sheltr", "shelter"),
        ("shleter", "shelter"),
        ("shellter", "shelter"),
        ("shalter", "shelter"),
        ("counseling", "counselling"),
        ("counsleing", "counselling"),
    ],
)
def test_a_mistake_finds_the_word(typed, known):
    assert near(typed, known, "something", "else") == [known]


def test_short_words_are_allowed_one_mistake_and_long_ones_two():
    assert (mistakes("shelter"), mistakes("shelters")) == (1, 2)
    assert near("shltr", "shelter") == []


def test_the_commoner_of_two_near_words_is_likelier():
    assert [one.exact for one in Vocabulary([("house", 90), ("horse", 2)]).near("hoese")] == ["house", "horse"]


def test_the_first_letter_is_seldom_wrong():
    assert near("casa", "cama", "masa") == ["cama", "masa"]


def test_one_mistake_is_likelier_than_two():
    assert likelihood("counsellor", "counsellors", 1, 1) > likelihood("counsellor", "councillor", 2, 1000)


@pytest.mark.parametrize("word", ["aid", "116123", "u2", "x" * 40, ""])
def test_short_long_and_numbered_words_are_left_alone(word):
    assert not correctable(word)


def test_numbers_and_short_words_are_no_corrections():
    assert near("1161234", "116123") == []
    assert near("aids", "id") == []


@given(st.text("abcdefgh", min_size=1, max_size=12), st.lists(st.text("abcdefgh", min_size=1, max_size=12), max_size=20))
def test_corrections_are_known_words_in_falling_likelihood(typed, known):
    found = Vocabulary((one, 1) for one in known).near(typed)
    assert {one.exact for one in found} <= set(known)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_a_corrected_text_keeps_all_other_words_in_place():
    assert plan("Where is the nearst shelter, please?", "en", "nearest shelter").corrected == "where is the nearest shelter, please?"


def test_nothing_is_said_when_nothing_was_corrected():
    assert plan("nearest shelter", "en", "nearest shelter").corrected is None
    assert plan("nearst", "en", "nearest", correct=False).corrected is None
    assert plan("qqqqqq", "en", "nearest").corrected is None


def test_a_word_known_only_by_its_stem_stays():
    assert plan("shelters", "en", "shelter").corrected is None


def test_every_wrong_word_is_corrected_even_twice():
    assert plan("sheltr and sheltr", "en", "shelter").corrected == "shelter and shelter"


def test_a_compound_is_corrected_as_a_whole_or_in_its_parts():
    assert plan("non-binayr", "en", "non-binary").corrected == "non-binary"
    assert plan("lawyer-shelterr", "en", "lawyer", "shelter").corrected == "lawyer-shelter"


def test_an_accent_in_the_correction_is_that_of_the_pages():
    assert plan("l'hébergment", "fr", "Hébergement").corrected == "l'hébergement"


def test_the_likeliest_correction_of_all_languages_is_shown():
    words = {"fr": HandWords("fr", "maison"), "es": HandWords("es", "mesón")}
    assert build_plan("maisom", ["fr", "es"], words).corrected == "maison"


def test_a_word_being_typed_is_completed_not_corrected():
    typed = plan("couns", "en", "counselling", prefix=True)
    assert typed.corrected is None
    assert Term("e", "counselling", 0.5 * 0.8) in leaves(typed.nodes["en"])


def test_a_beginning_that_nothing_goes_on_from_is_corrected():
    assert plan("sheltr", "en", "shelter", prefix=True).corrected == "shelter"


def test_a_word_weighs_stem_exact_form_and_title():
    assert plan("shelters", "en", "shelters").nodes["en"] == Sum((Term("s", "shelter", 1.0), Term("e", "shelters", 0.5), Term("ts", "shelter", 0.3)))


def test_neighbours_have_a_bonus_and_stop_words_a_tenth():
    found = leaves(plan("legal aid for the asylum", "en", "legal aid asylum").nodes["en"])
    assert Phrase(("legal", "aid"), 2, 0.25) in found
    assert Phrase(("aid", "asylum"), 2, 0.25) in found
    assert Term("s", "for", 0.1) in found
    assert Term("s", "the", 0.1) in found


def test_stop_words_alone_weigh_in_full():
    assert Term("s", "where", 1.0) in leaves(plan("where", "en", "where").nodes["en"])


def test_no_word_is_no_question():
    assert plan("!?", "en", "shelter").nodes == {}


def test_neighbours_known_as_one_word_are_asked_for_as_one_too():
    node = plan("help line", "en", "helpline", "help", "line").nodes["en"]
    assert Term("e", "helpline", 0.5 * 2) in leaves(node)
    assert any(isinstance(part, Best) for part in node.parts)


def test_a_word_known_in_pieces_is_asked_for_in_pieces_and_not_corrected():
    asked = plan("helpline", "en", "help line", "helpful")
    assert asked.corrected is None
    assert Phrase(("help", "line"), 0, 1.0) in leaves(asked.nodes["en"])


def test_pieces_have_to_stand_next_to_each_other():
    rules, (unit,) = rules_of("en"), query_units("helpline", rules_of("en"))
    assert cuts(unit.whole, rules, HandWords("en", "help on the line")) == []


def test_three_pieces_are_enough():
    rules = rules_of("fa")
    (unit,) = query_units("همجنسگرا", rules)
    assert cuts(unit.whole, rules, HandWords("fa", "هم جنس گرا")) == [("هم", "جنس", "گرا")]


def test_nothing_joined_or_cut_begins_with_a_stop_word():
    rules = rules_of("en")
    assert list(neighbours(query_units("the rapist", rules), rules, HandWords("en", "therapist"))) == []
    (unit,) = query_units("therapist", rules)
    assert cuts(unit.whole, rules, HandWords("en", "the rapist")) == []


def test_overlapping_joins_form_a_group_and_others_stay_alone():
    (word,) = (unit.whole for unit in query_units("x", rules_of("en")))
    joins = [Join(1, 3, word), Join(2, 4, word)]
    assert [(list(places), len(inside)) for places, inside in groups(6, joins)] == [([0], 0), ([1, 2, 3], 2), ([4], 0), ([5], 0)]


@given(st.integers(0, 8), st.lists(st.tuples(st.integers(0, 7), st.integers(1, 3)), max_size=6))
def test_groups_hold_every_place_once_and_every_join(number, spans):
    (word,) = (unit.whole for unit in query_units("x", rules_of("en")))
    joins = [Join(first, first + size, word) for first, size in spans if first + size <= number]
    found = list(groups(number, joins))
    assert [place for places, _ in found for place in places] == list(range(number))
    assert sorted(join for _, inside in found for join in inside) == sorted(joins)


def test_chinese_is_asked_for_in_characters_and_pairs():
    found = leaves(plan("愛滋病", "zh-hant", "愛滋病").nodes["zh-hant"])
    assert [leaf.text for leaf in found if isinstance(leaf, Term) and leaf.field == "s"] == ["爱滋", "滋病"]
    assert [leaf.text for leaf in found if isinstance(leaf, Term) and leaf.field == "e"] == ["爱", "滋", "病"]


def test_completions_of_several_languages_stand_commonest_first():
    words = {"en": HandWords("en", "lesbian", "lesbian"), "fr": HandWords("fr", "lesbienne", "lesbienne", "lesbienne")}
    assert completions("une lesb", ["en", "fr"], words, 5) == ["une lesbienne", "une lesbian"]
    assert completions("lesb ", ["en", "fr"], words, 5) == []


def test_scaling_a_tree_scales_its_leaves():
    tree = Sum((Term("s", "a", 1.0), Best((Phrase(("a", "b"), 0, 0.5), Term("e", "c", 0.25)))))
    assert [leaf.weight for leaf in leaves(scaled(tree, 2))] == [2.0, 1.0, 0.5]


def test_common_words_written_in_a_hurry_are_not_corrected_into_others():
    found = plan("dont shelter", "en", "done with the shelter")
    assert found.corrected is None
    assert Term("s", "dont", 0.1) in leaves(found.nodes["en"])


def test_a_stop_word_at_the_end_is_not_taken_for_a_beginning_unless_it_is_all_there_is():
    assert Term("s", "toilet", 0.8) not in leaves(plan("shelter to", "en", "shelter toilet to", prefix=True).nodes["en"])
    assert Term("s", "toilet", 0.8) in leaves(plan("to", "en", "shelter toilet to", prefix=True).nodes["en"])


def test_what_only_adds_to_the_score_is_kept_apart_from_what_finds():
    node = plan("legal aid for", "en", "legal aid for").nodes["en"]
    assert isinstance(node, Also)
    assert {leaf.text for leaf in leaves(node.main)} == {"legal", "aid"}
    assert scaled(node, 2.0).more == tuple(scaled(one, 2.0) for one in node.more)


@pytest.mark.parametrize(
    ("counts", "goes_on_to"),
    [
        ({"hotline": 9, "hotel": 8, "hotly": 1}, {"hotline", "hotel", "hotly"}),
        ({"hotline": 300_000, "hotel": 8, "hotly": 1}, {"hotline"}),
        ({"hotline": 2_000, "hotel": 2_000, "hotly": 1}, {"hotline", "hotel"}),
    ],
)
def test_a_beginning_goes_on_to_its_commonest_words_until_they_are_in_more_documents_than_anybody_reads(counts, goes_on_to):
    typed = build_plan("hot", ["en"], {"en": CommonWords(**counts)}, prefix=True)
    assert {leaf.text for leaf in leaves(typed.nodes["en"]) if leaf.field == "e"} == {"hot", *goes_on_to}
