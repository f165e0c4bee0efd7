"""The indexes in Elasticsearch: what they hold, what the cluster must never learn or tell, which of them are left."""

from __future__ import annotations

import pytest
from elasticsearch import BadRequestError

from tests.search.engine_kit import ask, fill, keys, page


def indexes(server, engine):
    return sorted(server.indices.get(index=f"{engine.generations.name}-*"))


def settings(server, engine):
    (found,) = server.indices.get_settings(index=engine.generations.alias, flat_settings=True).values()
    return found["settings"]


class TestWhatIsHeld:
    def test_can_be_found_and_never_read_back(self, elastic, server):
        fill(elastic, page("b", 2, title="Villanueva", summary="a secret", body="body", point=(1.0, 2.0), filters={"topic": ("housing",)}))
        row = server.get(index=elastic.generations.alias, id="b", stored_fields="*")
        assert set(row) & {"_source", "fields"} == set()
        hit = server.search(index=elastic.generations.alias, query={"ids": {"values": ["b"]}}, fields=["*"], stored_fields="*")["hits"]["hits"]
        assert "illanueva" not in str(hit).lower()
        assert keys(ask(elastic, "villanueva")) == ["b"]

    def test_is_nothing_but_key_and_version_of_what_was_withdrawn(self, elastic, server):
        with elastic.writer() as writer:
            writer.delete("a", 2)
        (hit,) = server.search(
            index=elastic.generations.alias,
            query={"ids": {"values": ["a"]}},
            docvalue_fields=["f_*", "family", "language", "visibility", "row"],
            version=True,
        )["hits"]["hits"]
        assert (hit["_version"], hit.get("fields")) == (2, None)

    def test_has_no_field_that_was_not_asked_for(self, elastic, server):
        with pytest.raises(BadRequestError, match="strict"):
            server.index(index=elastic.generations.alias, document={"name": "x"})

    def test_never_stands_in_a_slow_log_or_a_cache(self, elastic, server):
        found = settings(server, elastic)
        slow = {name: value for name, value in found.items() if ".slowlog." in name}
        assert len(slow) == 13
        assert set(slow.values()) == {"-1", "false"}
        assert {found["index.requests.cache.enable"], found["index.queries.cache.enabled"]} == {"false"}


class TestOldIndexes:
    def test_are_gone_once_another_one_has_taken_their_place(self, elastic, server):
        (before,) = indexes(server, elastic)
        with elastic.rebuild() as writer:
            writer.put(page("b", 2, title="Legal advice"))
            assert len(indexes(server, elastic)) == 2
        (after,) = indexes(server, elastic)
        assert after != before

    def test_are_gone_that_a_rebuild_left_which_died(self, elastic, server):
        half = elastic.generations.new()
        assert half.index in indexes(server, elastic)
        with elastic.rebuild():
            pass
        assert half.index not in indexes(server, elastic)

    def test_of_other_hubs_and_of_newer_versions_of_the_hub_are_left_alone(self, elastic, server):
        name = elastic.generations.name
        others = [f"{name}-99-1", f"{name}-other-1-1", f"{name}x-1-1"]
        try:
            for other in others:
                server.indices.create(index=other)
            server.indices.create(index=f"{name}-0-1")
            with elastic.rebuild():
                pass
            assert all(server.indices.exists(index=other) for other in others)
            assert not server.indices.exists(index=f"{name}-0-1"), "that of an older version"
        finally:
            server.indices.delete(index=others)

    def test_of_a_failed_rebuild_are_removed_at_once(self, elastic, server):
        def break_off():
            with elastic.rebuild():
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            break_off()
        assert len(indexes(server, elastic)) == 1

    def test_leave_nothing_when_all_is_removed(self, elastic, server):
        elastic.remove()
        assert indexes(server, elastic) == []
