"""The judged searches are what they say: judged for every language by hand, halved once and for all, measured as the field measures."""

from __future__ import annotations

import io
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bench.demo_search import floor_run
from bench.judged import Judged, graded_ndcg, grades, judged
from bench.judged_quality import gains, mean, report, values
from bench.paired import difference
from home.demo.families import DATA
from hub import languages

QUERIES = list(judged())
LEAST = 100


def test_people_of_every_language_ask_a_hundred_questions():
    counts = Counter(query.language for query in QUERIES)
    assert set(counts) == set(languages.codes())
    assert min(counts.values()) >= LEAST


def test_every_judgement_names_a_family_of_the_demo_content_and_something_answers_each_need():
    families = {file.stem for file in DATA.glob("*/*.yml")}
    for need, graded in grades().items():
        assert set(graded) <= families, need
        assert 2 in graded.values(), need


def test_nobody_is_asked_twice():
    assert len({(query.language, query.text) for query in QUERIES}) == len({query.id for query in QUERIES}) == len(QUERIES)


def test_both_halves_hold_questions_of_every_language_and_nearly_as_many():
    tuning = [query.language for query in QUERIES if query.tuning]
    assert abs(2 * len(tuning) - len(QUERIES)) < 0.1 * len(QUERIES)
    assert set(tuning) == set(languages.codes())


@pytest.mark.parametrize(
    ("found", "gain"), [(["a", "b"], 1.0), (["b", "a"], 0.7967), (["a"], 0.8262), (["x"], 0.0), (["x"] * 10 + ["a"], 0.0), ([], 0.0)]
)
def test_what_answers_gains_more_than_what_helps(found, gain):
    assert graded_ndcg(found, {"a": 2, "b": 1}) == pytest.approx(gain, abs=0.0001)


@given(st.permutations(["a", "b", "c", "x", "y"]))
def test_no_order_gains_more_than_the_best(order):
    assert 0 < graded_ndcg(order, {"a": 2, "b": 1, "c": 1}) <= 1


class TestDifferences:
    def test_are_found_where_there_are_any(self):
        found = difference({"en": [0.1, 0.2, 0.3], "fr": [0.2, 0.2]}, 500)
        assert found.mean == pytest.approx(0.2)
        assert 0 < found.low < found.mean < found.high
        assert str(found).startswith("+0.200 [")

    def test_are_not_sure_where_they_go_both_ways(self):
        found = difference({"en": [0.4, -0.4] * 5}, 500)
        assert found.low < 0 < found.high

    def test_are_the_same_each_time(self):
        assert difference({"en": [0.1, 0.5]}, 200) == difference({"en": [0.1, 0.5]}, 200)

    @given(st.lists(st.floats(-1, 1), min_size=1, max_size=8))
    def test_lie_inside_their_interval_and_change_sign_with_the_runs(self, one):
        there, back = difference({"en": one}, 60), difference({"en": [-value for value in one]}, 60)
        assert there.low - 1e-9 <= there.high
        assert there.mean == pytest.approx(-back.mean)
        assert there.error == pytest.approx(back.error, abs=1e-9)


@pytest.mark.soak
def test_the_report_shows_both_halves_and_tells_by_the_one_that_was_not_tuned_on():
    run = {query.id: [max(query.grades, key=query.grades.__getitem__)] for query in QUERIES if not query.tuning}
    printed = io.StringIO()
    (found,) = report(QUERIES, run, {"nothing": {}}, Console(file=printed, width=160))
    assert found.low > 0
    assert "tuned on" in printed.getvalue()
    assert "reported" in printed.getvalue()


def test_languages_weigh_the_same():
    queries = [Judged("a", "en", "x", {"f": 2}), Judged("b", "en", "y", {"f": 2}), Judged("c", "fr", "z", {"f": 2})]
    ours, none = values(queries, {"c": ["f"]}), values(queries, {})
    assert mean(ours) == 0.5
    assert gains(ours, none) == {"en": [0, 0], "fr": [1]}


def test_the_prototype_is_asked_in_the_language_first_and_each_family_counts_once(monkeypatch, tmp_path):
    class Prototype:
        def __init__(self, folder, heap):
            self.rows = []

        def build(self, rows, code):
            self.rows = rows

        def search(self, text, code, most):
            return [row["id"] for row in self.rows if text in row["body"]][:most]

    class Row:
        def __init__(self, key, family, language, body):
            self.key, self.family, self.language, self.body = key, family, language, body
            self.title = self.summary = self.labels = ""

    rows = [Row("1", 1, "en", "lamp"), Row("2", 2, "en", "lamp"), Row("3", 2, "fr", "lamp")]
    monkeypatch.setattr("bench.demo_search.slugs", lambda: {1: "one", 2: "two"})
    monkeypatch.setattr("bench.demo_search.visible_documents", lambda: rows)
    assert floor_run(Prototype, [Judged("q", "fr", "lamp", {"one": 2})], tmp_path) == {"q": ["two", "one"]}
