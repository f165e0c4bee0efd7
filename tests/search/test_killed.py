"""Who writes the index may die at any moment, and the disk may be full: the index opens as it was at its last commit, and catches up by itself."""

from __future__ import annotations

import contextlib
import os
import random
import resource
import signal
import time
from itertools import count

import pytest

from search.engines.base import IndexWriteError
from search.engines.embedded import EmbeddedEngine
from tests.search.engine_kit import ask, keys, page

KEYS = 40
FILLER = " ".join(f"word{number}" for number in range(60))


def key_of(version):
    """The key that a version of the table changed."""
    return f"k{version * 7 % KEYS}"


def table(until):
    """Key and version of all documents once so many versions have been given out."""
    return {key_of(version): version for version in range(1, until + 1)}


def document(version):
    return page(key_of(version), version * 7 % KEYS, title=f"Legal aid {version}", body=FILLER, version=version)


def write_for_ever(root, chance):
    """An indexer that takes changes in turns of some, and now and then makes the index anew."""
    engine = EmbeddedEngine(root)
    position = int(engine.position() or 0)
    for turn in count(1):
        if turn % 9 == 0:
            with engine.rebuild(wait=10) as writer:
                writer.put_all(document(version) for version in table(position).values())
                writer.commit(str(position))
        after = position + chance.randint(1, 25)
        with engine.writer(wait=10) as writer:
            writer.put_all(document(version) for version in range(position + 1, after + 1))
            writer.commit(str(after))
        position = after


def forked(do):
    """A process that does this and nothing else; its number."""
    child = os.fork()
    if not child:
        with contextlib.suppress(BaseException):
            do()
        os._exit(1)
    return child


def killed(root, turn, wait):
    """An indexer that is killed after ``wait()``."""
    child = forked(lambda: write_for_ever(root, random.Random(turn)))
    wait()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def until_a_commit(engine):
    """Wait for the first commit, however slow the machine is; how long it took, in seconds."""
    began = time.monotonic()
    while engine.position() == "0":
        assert time.monotonic() - began < 120
        time.sleep(0.005)
    return time.monotonic() - began


def kill_again_and_again(root, times):
    """Kill an indexer so often, at any moment; each time the index must be as it was at one of its commits, and go on."""
    chance, positions, took = random.Random(7), [], []
    with EmbeddedEngine(root).rebuild() as writer:
        writer.commit("0")
    killed(root, times, lambda: took.append(until_a_commit(EmbeddedEngine(root))))
    for turn in range(times):
        killed(root, turn, lambda: time.sleep(took[0] * chance.uniform(0.1, 4)))
        engine = EmbeddedEngine(root)
        position = int(engine.position())
        assert dict(engine.versions()) == table(position)
        positions.append(position)
    assert positions == sorted(positions)
    assert positions[-1] > positions[0], "it got on between two deaths"
    with engine.writer(wait=10) as writer:
        writer.put(document(position + 1))
        writer.commit(str(position + 1))
    assert dict(engine.versions()) == table(position + 1)
    assert len(list(root.glob("index-*"))) <= 2


def test_an_indexer_that_is_killed_at_any_moment_leaves_an_index_that_goes_on(tmp_path):
    kill_again_and_again(tmp_path / "index", 8)


@pytest.mark.soak
def test_an_indexer_that_is_killed_a_hundred_times(tmp_path):
    kill_again_and_again(tmp_path / "index", 100)


@pytest.mark.parametrize("kind", ["writer", "rebuild"])
def test_a_full_disk_is_told_and_leaves_the_index_as_it_was(tmp_path, kind):
    root, said = tmp_path / "index", tmp_path / "said"
    engine = EmbeddedEngine(root)
    with engine.rebuild() as writer:
        writer.put(page("a", 1, title="Legal aid"))
        writer.commit("7")

    def fill_the_disk():
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        try:
            with getattr(EmbeddedEngine(root), kind)() as writer:
                writer.put_all(page(f"k{number}", number + 2, title=f"Legal {number}", body=f"{FILLER} {number * 7}") for number in range(2000))
                writer.commit("9")
        except IndexWriteError as error:
            said.write_text(str(error))

    os.waitpid(forked(fill_the_disk), 0)
    assert "Is the disk full?" in said.read_text()
    assert keys(ask(EmbeddedEngine(root), "legal")) == ["a"]
    assert EmbeddedEngine(root).position() == "7"
    with EmbeddedEngine(root).writer(wait=10) as writer:
        writer.put(page("b", 5000, title="Legal two"))
    assert sorted(keys(ask(EmbeddedEngine(root), "legal"))) == ["a", "b"]
