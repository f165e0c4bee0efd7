"""The short ways give what the long ones would: words marked, words completed, words joined, filters counted."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import fold, query_units, rules_of
from search.analysis.tokens import TOKEN
from search.engines.base import FILTERS, Query, Step
from search.query import Vocabulary
from search.query.pieces import neighbours
from search.query.spelling import Corrections
from search.results.marking import Marker
from tests.search.engine_kit import page

CODES = st.sampled_from(["en", "fr", "es", "pt", "ar", "fa", "ru", "zh-hant"])
LETTERS = "abcéœßİǅﬁ'-أكی\u200cйёлﷺ跨ｶａ１1 "
TEXTS = st.text(LETTERS, max_size=24)


class Known:
    """A vocabulary that knows every word of three to seven letters."""

    def count(self, exact):
        return int(3 <= len(exact) <= 7)


@settings(max_examples=300)
@given(query=TEXTS, text=TEXTS, code=CODES)
def test_a_word_is_marked_if_one_of_its_forms_was_typed(query, text, code):
    marker = Marker((query,), code)
    for word in (found.group() for found in TOKEN.finditer(text) if not found["run"]):
        words = [one for unit in query_units(word, rules_of(code)) for one in (*unit.words, unit.whole)]
        wanted = any({one.stem, one.exact} & marker._forms or one.exact.startswith(marker._beginnings) for one in words)
        assert marker._wanted(word) == wanted, word


@given(words=st.dictionaries(st.text("abc", min_size=1, max_size=5), st.integers(1, 4), max_size=80), limit=st.sampled_from([1, 3, 50, 60]))
def test_a_word_goes_on_to_the_commonest(words, limit):
    vocabulary = Vocabulary(words.items())
    for beginning in ("", "a", "ab", "abc", "abca", "abcab", "x"):
        expected = sorted((one for one in words.items() if one[0].startswith(beginning)), key=lambda one: (-one[1], one[0]))
        assert vocabulary.starting(beginning, limit) == expected[:limit]


@given(text=TEXTS, code=CODES)
def test_neighbours_are_joined_where_the_index_knows_the_word(text, code):
    units, rules = query_units(text, rules_of(code)), rules_of(code)
    expected = set()
    for first in range(len(units)):
        for last in range(first + 2, min(first + 3, len(units)) + 1):
            written = "".join(unit.whole.written for unit in units[first:last])
            plain = not any(unit.run for unit in units[first:last]) and units[first].whole.exact not in rules.stop
            if plain and len(written) <= 64 and Known().count(fold(written)):
                expected.add((first, last, fold(written), rules.stem(written)))
    assert {(one.first, one.last, one.word.exact, one.word.stem) for one in neighbours(units, rules, Known())} == expected


def test_a_word_that_one_language_knows_is_looked_up_in_no_other():
    class Never(Known):
        def count(self, exact):
            return 0

        def has_stem(self, stem):
            raise AssertionError("A word that is known needs no second look.")

    word = query_units("lantern", rules_of("en"))[0].whole
    assert Corrections({"fr": Never(), "en": Known()}).known(word)


@pytest.fixture
def families(empty):
    """Sixty families, some in two languages, each with its costs."""
    with empty.rebuild() as writer:
        for number in range(60):
            facts = _facts(number)
            for code in ("en", "fr") if number % 4 == 0 else ("en",) if number % 4 < 3 else ("fr",):
                writer.put(page(f"{code}{number}", number, code, title=f"lantern {'night' if number % 5 else 'day'} {code}", filters=facts))
    return empty


STEPS = [
    [Step("own", "night", ("en",))],
    [Step("own", "night", ("en",)), Step("others", "night", ("fr",))],
    [Step("own", "day", ("fr",)), Step("others", "lantern", ("en",))],
    [Step("both", "lantern")],
    [Step("near", "day", ("en",), filters={"kind": ("guide",)}), Step("own", "lantern", ("en",)), Step("any", None)],
]


@pytest.mark.parametrize("steps", STEPS)
@pytest.mark.parametrize("filters", [{}, {"kind": ("service",)}, {"cost": ("free",)}])
def test_filters_count_each_family_once_whatever_steps_found_it(families, steps, filters):
    found = families.search(Query(tuple(steps), filters=filters, facets=FILTERS, limit=100))
    for name in ("cost", "kind"):
        others = {other: values for other, values in filters.items() if other != name}
        shown = families.search(Query(tuple(steps), filters=others, limit=100)).hits
        values = [value for hit in shown for value in _facts(hit.family)[name]]
        assert dict(found.facets[name]) == Counter(values)


def _facts(number):
    return {"cost": {"free"} if number % 3 else {"fixed", "sliding"}, "kind": {"service" if number % 2 else "guide"}}
