"""What stands first among equals, what sinks, and what is left out: the same for every engine."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as law
from hypothesis import strategies as st

from search.engines.base import SUNK, SUNK_WEIGHT, Query, Step
from tests.search.engine_kit import fill, keys, page

SINKS = {"state": (SUNK,)}
RABAT, FES, PARIS = (34.0, -6.8), (34.0, -5.0), (48.9, 2.3)


def answer(engine, *steps, **more):
    return engine.search(Query(steps, **more))


def listed(engine, **more):
    return keys(answer(engine, Step("all", None, **more)))


class TestEqualOnes:
    def test_are_led_by_those_checked_last_even_where_nothing_was_typed(self, engine):
        fill(engine, page("old", 1, fresh=10), page("new", 2, fresh=30), page("never", 3), page("middle", 4, fresh=20))
        assert listed(engine) == ["new", "middle", "old", "never"]

    def test_of_the_same_day_are_led_by_the_nearest(self, engine):
        fill(engine, page("paris", 1, point=PARIS), page("nowhere", 2), page("rabat", 3, point=RABAT), page("fes", 4, point=FES))
        assert listed(engine, near=RABAT) == ["rabat", "fes", "paris", "nowhere"]
        assert listed(engine, near=PARIS)[0] == "paris"

    def test_day_comes_before_distance(self, engine):
        fill(engine, page("near", 1, fresh=1, point=RABAT), page("checked", 2, fresh=2, point=PARIS))
        assert listed(engine, near=RABAT) == ["checked", "near"]

    def test_of_the_same_words_too(self, engine):
        fill(engine, *(page(f"k{day}", day, title="lantern house", fresh=day) for day in (3, 9, 1, 7)), page("better", 20, title="lantern"))
        assert keys(answer(engine, Step("words", "lantern", ("en",)))) == ["better", "k9", "k7", "k3", "k1"]

    def test_are_in_order_from_page_to_page(self, engine):
        fill(engine, *(page(f"k{day:02}", day, title="lantern", fresh=day) for day in range(1, 31)))
        steps = (Step("words", "lantern", ("en",)),)
        found = [key for offset in range(0, 30, 7) for key in keys(answer(engine, *steps, offset=offset, limit=7))]
        assert found == [f"k{day:02}" for day in range(30, 0, -1)]


class TestWhatIsSunk:
    def test_stands_behind_the_others_where_no_words_decide(self, engine):
        fill(engine, page("closed", 1, fresh=-1, filters=SINKS), page("open", 2))
        assert listed(engine) == ["open", "closed"]

    def test_sinks_among_equals_but_is_found_by_its_own_name(self, engine):
        closed = page("closed", 1, title="Lantern house", fresh=-1, filters=SINKS)
        others = [page(f"k{n}", n, title=f"Harbour {n}", body="A house with a lantern above the door, and a long way to it.") for n in range(2, 9)]
        fill(engine, closed, page("open", 20, title="Lantern house"), *others)
        found = keys(answer(engine, Step("words", "lantern house", ("en",)), limit=20))
        assert found[:2] == ["open", "closed"]
        assert len(found) == 9

    def test_counts_half(self, engine):
        words = ["Lantern house", "A lantern", "The house and the lantern above its door", "Harbour"]
        fill(engine, *(page(f"{title} {bool(sunk)}", n, title=title, filters=sunk) for n, (title, sunk) in enumerate(product(words, ({}, SINKS)))))
        scores = {hit.key: hit.score for hit in answer(engine, Step("words", "lantern house", ("en",)), limit=20).hits}
        assert len(scores) == 6
        for title in words[:3]:
            assert scores[f"{title} True"] == pytest.approx(scores[f"{title} False"] * SUNK_WEIGHT)

    def test_can_be_kept_for_a_step_of_its_own(self, engine):
        fill(engine, page("closed", 1, title="Lantern", fresh=-1, filters=SINKS), page("open", 2, title="Lantern"))
        steps = (Step("now", "lantern", without=SINKS), Step("later", "lantern", filters=SINKS))
        assert [[hit.key for hit in step.hits] for step in answer(engine, *steps).steps] == [["open"], ["closed"]]


class TestWordsThatNeedNotMatch:
    def test_order_what_the_filters_let_through_in_any_language(self, engine):
        topic = {"topic": ("asylum",)}
        fill(
            engine,
            page("words", 1, title="A lawyer for asylum", filters=topic),
            page("plain", 2, title="Office", filters=topic, fresh=5),
            page("foreign", 3, "fr", title="Bureau", filters=topic),
            page("other", 4, title="A lawyer for asylum"),
        )
        assert keys(answer(engine, Step("help", "lawyer", ("en",), topic, must=False))) == ["words", "plain", "foreign"]

    def test_may_be_words_that_nobody_knows(self, engine):
        fill(engine, page("plain", 1, filters={"topic": ("asylum",)}))
        for text in ("xyzzy", "!!", ""):
            assert keys(answer(engine, Step("help", text, ("en",), {"topic": ("asylum",)}, must=False))) == ["plain"], text


class TestOnlyTheFamiliesAsked:
    def test_are_found_and_counted(self, engine):
        fill(engine, page("a", 1, filters={"cost": ("free",)}), page("b", 2, filters={"cost": ("free",)}), page("c", 3))
        found = answer(engine, Step("all", None), among={2, 3}, facets=("cost",))
        assert set(keys(found)) == {"b", "c"}
        assert found.total == 2
        assert found.facets["cost"] == (("free", 1),)

    def test_may_be_none(self, engine):
        fill(engine, page("a", 1))
        assert answer(engine, Step("all", None), among=()).total == 0


@law(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.lists(st.integers(-1, 40), min_size=1, max_size=25), places=st.lists(st.sampled_from([None, RABAT, FES, PARIS]), min_size=25))
@pytest.mark.parametrize("text", [None, "lantern"])
def test_law_no_later_check_stands_behind_an_earlier_one(empty, text, days, places):
    with empty.rebuild() as writer:
        for number, (day, point) in enumerate(zip(days, places, strict=False)):
            sunk = SINKS if day < 0 else {}
            writer.put(page(str(number), number, title="lantern", fresh=day, point=point, filters=sunk))
    found = [days[int(key)] for key in keys(answer(empty, Step("all", text, near=RABAT), limit=50))]
    assert found == sorted(days, reverse=True)
