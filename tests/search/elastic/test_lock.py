"""One machine writes at a time. One that dies or is cut off keeps nobody out for long, and spoils nothing when it comes back."""

from __future__ import annotations

import time

import pytest

from search.engines.base import IndexBusyError, SearchError
from search.engines.elasticsearch import lock
from tests.search.engine_kit import ask, fill, keys, page


@pytest.fixture
def quick(monkeypatch):
    """An owner is taken for dead soon."""
    monkeypatch.setattr(lock, "LEASE", 0.3)


def in_cluster(engine):
    """The index in the cluster alone."""
    return engine.indexes[-1]


class TestAMachineThatWrites:
    def test_keeps_other_machines_out(self, elastic):
        with elastic.writer(), pytest.raises(IndexBusyError), elastic.another().writer():
            pytest.fail("two writers")
        fill(elastic.another(), page("b", 2, title="Legal advice"))

    def test_and_dies_lets_others_in(self, elastic, quick):
        dead = in_cluster(elastic).writer()
        dead.__enter__()
        with pytest.raises(IndexBusyError), elastic.writer():
            pytest.fail("too early: it might live")
        with elastic.writer(wait=5) as writer:
            writer.put(page("b", 2, title="Legal advice"))
        assert keys(ask(elastic, "advice")) == ["b"]

    def test_and_lives_is_never_taken_for_dead(self, elastic, quick, monkeypatch):
        monkeypatch.setattr(lock, "RENEW", 0.05)
        with elastic.writer() as writer:
            for number in range(12):
                time.sleep(0.06)
                writer.put(page(f"b{number}", number, title="Legal advice"))
                with pytest.raises(IndexBusyError), elastic.another().writer():
                    pytest.fail("two writers")
        assert len(keys(ask(elastic, "advice", limit=20))) == 12

    def test_for_too_long_does_not_put_its_index_in_the_place_of_a_newer_one(self, elastic, quick):
        slow = in_cluster(elastic).rebuild()
        slow.__enter__().put(page("old", 3, title="Legal history"))
        with elastic.another().rebuild(wait=5) as writer:
            writer.put(page("new", 4, title="Legal news"))
        with pytest.raises(SearchError):
            slow.__exit__(None, None, None)
        assert keys(ask(elastic, "legal", correct=False)) == ["new"]

    def test_and_does_not_know_that_it_lost_the_lock_overwrites_nothing_newer(self, elastic, quick):
        with in_cluster(elastic).writer() as ours:
            ours.put(page("b", 2, title="Harbour", version=5))
            with in_cluster(elastic.another()).writer(wait=5) as theirs:
                theirs.put(page("b", 2, title="Lantern", version=6))
        assert dict(elastic.versions())["b"] == 6
        assert keys(ask(elastic, "harbour", correct=False)) == []
        assert keys(ask(elastic, "lantern", correct=False)) == ["b"]
