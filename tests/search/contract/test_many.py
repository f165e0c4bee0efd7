"""More than anybody reads: the best are shown in order, the page says that there are more, and filters still tell how many they would show."""

from __future__ import annotations

import pytest

from search.engines.base import COUNTED, SUNK, Query, Step
from tests.search.engine_kit import keys, page

MANY = COUNTED + 40


@pytest.fixture
def crowded(empty):
    with empty.rebuild() as writer:
        for number in range(MANY):
            facts = {"cost": ("free" if number % 4 else "fixed",)}
            writer.put(page(f"en{number}", number, title="lantern " * (1 + number % 3), filters=facts, fresh=number))
            if number % 10 == 0:
                writer.put(page(f"fr{number}", number, "fr", title="lantern", filters=facts, fresh=number))
        writer.put(page("closed", MANY + 1, title="lantern lantern lantern", fresh=-1, filters={"state": (SUNK,)}))
    return empty


def answer(engine, *steps, **more):
    return engine.search(Query(steps, **more))


class TestManyResults:
    def test_are_counted_up_to_a_point_and_said_to_be_more(self, crowded):
        found = answer(crowded, Step("words", "lantern", ("en",)))
        assert (found.total, found.more) == (COUNTED, True)

    def test_of_fewer_documents_are_counted_all(self, crowded):
        found = answer(crowded, Step("words", "lantern", ("fr",)))
        assert (found.total, found.more) == (MANY // 10, False)

    def test_stand_best_first_to_the_last_page_and_no_family_twice(self, crowded):
        steps = (Step("words", "lantern", ("en",)), Step("others", "lantern"))
        found = [key for offset in range(0, COUNTED + 100, 50) for key in keys(answer(crowded, *steps, offset=offset, limit=50))]
        assert len(found) == len(set(found)) == answer(crowded, *steps).total
        listed = keys(answer(crowded, Step("all", None, ("en",)), limit=30))
        assert listed == [f"en{number}" for number in range(MANY - 1, MANY - 31, -1)]

    def test_filters_tell_how_many_they_would_show_of_all(self, crowded):
        steps = (Step("words", "lantern", ("en",)), Step("others", "lantern"))
        counts = dict(answer(crowded, *steps, facets=("cost",)).facets["cost"])
        assert counts["fixed"] == MANY // 4
        assert counts["free"] == MANY - MANY // 4
        assert answer(crowded, *steps, filters={"cost": ("fixed",)}).total == counts["fixed"]

    def test_have_what_is_sunk_in_its_place(self, crowded):
        assert "closed" not in keys(answer(crowded, Step("words", "lantern", ("en",)), limit=20))
