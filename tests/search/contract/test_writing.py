"""The contract of every search engine (``ENGINES``): writing, positions, rebuilding, and what happens without an index."""

from __future__ import annotations

import threading

import pytest

from search.engines.base import IndexBusyError, IndexUnavailableError
from tests.search.engine_kit import ask, fill, keys, page


def test_a_page_is_found_after_the_commit(engine):
    fill(engine, page("a", 1, title="Legal aid"))
    assert keys(ask(engine, "legal")) == ["a"]


def test_a_changed_page_is_found_by_its_new_words_only(engine):
    fill(engine, page("a", 1, title="Legal aid"))
    fill(engine, page("a", 1, title="Shelter", version=2))
    assert keys(ask(engine, "shelter")) == ["a"]
    assert keys(ask(engine, "legal")) == []


def test_a_deleted_page_is_gone(engine):
    fill(engine, page("a", 1, title="Legal aid"), page("b", 2, title="Legal advice"))
    with engine.writer() as writer:
        assert writer.delete("a", 2)
    assert keys(ask(engine, "legal")) == ["b"]
    assert dict(engine.versions()) == {"b": 1}


def test_a_late_write_never_wins(engine):
    fill(engine, page("a", 1, title="New", version=5))
    with engine.writer() as writer:
        assert not writer.put(page("a", 1, title="Old", version=4))
        assert not writer.delete("a", 4)
    assert keys(ask(engine, "new")) == ["a"]
    assert dict(engine.versions()) == {"a": 5}


def test_a_late_write_never_wins_within_one_commit(engine):
    with engine.writer() as writer:
        writer.put(page("a", 1, title="New", version=5))
        assert not writer.put(page("a", 1, title="Old", version=4))
    assert keys(ask(engine, "old")) == []


def test_a_late_write_brings_no_deleted_page_back(engine):
    fill(engine, page("a", 1, title="Secret", version=1))
    with engine.writer() as writer:
        writer.delete("a", 3)
    with engine.writer() as writer:
        assert not writer.put(page("a", 1, title="Secret", version=2))
    assert keys(ask(engine, "secret")) == []
    fill(engine, page("a", 1, title="Public again", version=4))
    assert keys(ask(engine, "public")) == ["a"]


def test_the_same_version_may_be_written_again(engine):
    fill(engine, page("a", 1, title="Once"))
    fill(engine, page("a", 1, title="Twice"))
    assert keys(ask(engine, "once twice")) == ["a"]
    assert len(list(engine.versions())) == 1


def test_an_exception_takes_back_what_was_not_committed(engine):
    def break_off():
        with engine.writer() as writer:
            writer.put(page("a", 1, title="Kept"))
            writer.commit("1")
            writer.put(page("b", 2, title="Dropped"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert keys(ask(engine, "kept dropped")) == ["a"]
    assert engine.position() == "1"


def test_the_position_is_that_of_the_last_commit_that_gave_one(engine):
    assert engine.position() is None
    fill(engine, page("a", 1), position="17")
    fill(engine, page("b", 2))
    assert engine.position() == "17"
    fill(engine, position='{"version": 18}')
    assert engine.position() == '{"version": 18}'
    assert engine.status().position == '{"version": 18}'


def test_two_cannot_write_at_once(engine):
    with engine.writer(), pytest.raises(IndexBusyError), engine.writer():
        pytest.fail("two writers")
    with engine.writer(), pytest.raises(IndexBusyError), engine.rebuild():
        pytest.fail("a rebuild beside a writer")
    fill(engine, page("a", 1))


def test_a_writer_waits_for_another(engine):
    started, done = threading.Event(), threading.Event()

    def slow():
        with engine.writer() as writer:
            started.set()
            done.wait(5)
            writer.put(page("slow", 1, title="slow"))

    other = threading.Thread(target=slow)
    other.start()
    started.wait(5)
    threading.Timer(0.1, done.set).start()
    with engine.writer(wait=10) as writer:
        writer.put(page("patient", 2, title="patient"))
    other.join()
    assert sorted(dict(engine.versions())) == ["patient", "slow"]


def test_a_rebuild_takes_the_place_of_the_old_index_at_once(engine):
    fill(engine, page("old", 1, title="Old page"), position="1")
    with engine.rebuild() as writer:
        writer.put(page("new", 1, title="New page"))
        writer.commit("2")
        assert keys(ask(engine, "page")) == ["old"]
        assert engine.position() == "1"
    assert keys(ask(engine, "page")) == ["new"]
    assert engine.position() == "2"


def test_a_rebuild_that_fails_leaves_the_old_index_as_it_was(engine):
    fill(engine, page("old", 1, title="Old page"))

    def break_off():
        with engine.rebuild() as writer:
            writer.put(page("new", 1, title="New page"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert keys(ask(engine, "page")) == ["old"]
    fill(engine, page("more", 2, title="Another page"))
    assert sorted(keys(ask(engine, "page"))) == ["more", "old"]


def test_a_rebuild_forgets_deleted_pages(engine):
    with engine.writer() as writer:
        writer.delete("a", 9)
    with engine.rebuild() as writer:
        assert writer.put(page("a", 1, title="Back"))
    assert keys(ask(engine, "back")) == ["a"]


def test_another_process_sees_commits_and_rebuilds(engine):
    reader = engine.another()
    assert keys(ask(reader, "page")) == []
    fill(engine, page("a", 1, title="A page"))
    assert keys(ask(reader, "page")) == ["a"]
    with engine.rebuild() as writer:
        writer.put(page("b", 2, title="Another page"))
    assert keys(ask(reader, "page")) == ["b"]


def test_without_an_index_one_clear_error_is_raised_by_all_that_reads(empty):
    for read in (
        lambda: ask(empty, "help"),
        empty.position,
        lambda: list(empty.versions()),
        lambda: empty.complete("he", ()),
        lambda: empty.known("a"),
    ):
        with pytest.raises(IndexUnavailableError):
            read()
    with pytest.raises(IndexUnavailableError), empty.writer():
        pytest.fail("a writer without an index")


def test_the_status_tells_how_the_index_stands(empty):
    assert (empty.status().exists, empty.status().needs_rebuild) == (False, True)
    assert empty.status().problem
    with empty.rebuild() as writer:
        writer.put_all([page("a", 1), page("b", 2)])
        writer.delete("b", 2)
    status = empty.status()
    assert (status.engine, status.exists, status.needs_rebuild, status.problem) == (empty.name, True, False, "")
    assert status.documents == 1
    assert status.size > 0
