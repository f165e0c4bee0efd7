"""One machine writes at a time. One that dies or is cut off keeps nobody out for long, and spoils nothing when it comes back."""

from __future__ import annotations

import contextlib
import time

import pytest

from search.engines.base import IndexBusyError, SearchError
from search.engines.elasticsearch import lock
from tests.search.elastic.servers import losing_one_answer
from tests.search.elastic.test_away import engine_at
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

    def test_and_is_busy_with_something_else_is_never_taken_for_dead(self, elastic, quick, monkeypatch):
        monkeypatch.setattr(lock, "RENEW", 0.05)
        with in_cluster(elastic).writer() as writer:
            with pytest.raises(IndexBusyError), in_cluster(elastic.another()).writer(wait=2):
                pytest.fail("two writers")
            writer.put(page("b", 2, title="Legal advice"))
        assert "b" in dict(elastic.versions())

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


class TestAnAnswerThatIsLost:
    """What was asked was done, and asked once more at another host: nobody may be shut out by that, or lose what is in use."""

    @pytest.mark.parametrize("asked", [b"/_create/", b"if_seq_no", b"DELETE /hub-locks", b"_refresh", b"_bulk"])
    def test_to_a_write_keeps_nobody_out(self, elastic, elasticsearch_url, monkeypatch, asked):
        monkeypatch.setattr(lock, "RENEW", 0.0)
        with losing_one_answer(elasticsearch_url, asked) as (url, lost):
            with engine_at(elastic, url).writer(wait=2) as writer:
                writer.put(page("b", 2, title="Legal advice"))
            assert lost
        with in_cluster(elastic).writer(wait=2) as writer:
            writer.put(page("c", 3, title="Legal history"))
        assert {"b", "c"} <= set(dict(elastic.versions()))

    @pytest.mark.parametrize("asked", [b"PUT /hub-", b"POST /_aliases", b"_cluster/health"])
    def test_to_a_rebuild_leaves_the_new_index_in_place(self, elastic, server, elasticsearch_url, asked):
        asked = asked.replace(b"PUT /hub-", f"PUT /{elastic.generations.name}".encode())
        with losing_one_answer(elasticsearch_url, asked) as (url, lost):
            with engine_at(elastic, url).rebuild(wait=2) as writer:
                writer.put(page("new", 4, title="Legal news"))
            assert lost
        assert list(dict(elastic.versions())) == ["new"]
        assert len(server.indices.get(index=f"{elastic.generations.name}-*")) == 1

    def test_for_good_does_not_take_the_new_index_away_again(self, elastic, elasticsearch_url):
        with losing_one_answer(elasticsearch_url, b"POST /_aliases") as (url, lost):
            engine = engine_at(elastic, url)
            engine._cluster.__dict__["writing"] = engine._cluster.writing.options(max_retries=0)
            with pytest.raises(SearchError), engine.rebuild(wait=2) as writer:
                writer.put(page("new", 4, title="Legal news"))
            assert lost
        assert list(dict(elastic.versions())) == ["new"]


class TestARebuildThatIsOvertaken:
    """At the worst moment: between the look at the lock and the change."""

    @pytest.fixture
    def overtaken(self, elastic, quick, monkeypatch):
        """A rebuild at the moment when it has been overtaken by another one, which goes on; ``end`` lets that one put its index in place."""
        engine = in_cluster(elastic)
        theirs = in_cluster(elastic.another()).rebuild(wait=5)
        use = engine.generations.use

        def too_late(generation):
            theirs.__enter__().put(page("theirs", 5, title="Legal theirs"))
            use(generation)

        monkeypatch.setattr(engine.generations, "use", too_late)
        with pytest.raises(SearchError), engine.rebuild() as writer:
            writer.put(page("ours", 4, title="Legal ours"))
        return theirs

    def test_does_not_sweep_the_other_one_away(self, elastic, overtaken):
        overtaken.__exit__(None, None, None)
        assert list(dict(elastic.versions())) == ["theirs"]

    @pytest.mark.parametrize("first", [False, True])
    def test_and_comes_last_leaves_the_newer_index_in_place(self, elastic, server, quick, monkeypatch, first):
        engine = in_cluster(elastic)
        if first:
            elastic.generations.remove()
        change = engine.generations._client.indices.update_aliases

        def too_late(**actions):
            monkeypatch.undo()
            monkeypatch.setattr(lock, "LEASE", 0.3)
            with in_cluster(elastic.another()).rebuild(wait=5) as theirs:
                theirs.put(page("theirs", 5, title="Legal theirs"))
            return change(**actions)

        monkeypatch.setattr(type(engine.generations._client.indices), "update_aliases", lambda _self, **actions: too_late(**actions))
        with contextlib.suppress(SearchError), engine.rebuild() as writer:
            writer.put(page("ours", 4, title="Legal ours"))
        assert len(server.indices.get_alias(name=elastic.generations.alias)) == 1
        assert len(list(elastic.versions())) == 1
