"""The files of the index are deleted, cut or overwritten while the site serves: it answers, and the worker makes the index anew."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil

import pytest

from tests import factories
from tests.running import Hub, copy_database, until

pytestmark = pytest.mark.django_db(transaction=True)


PARTS = {".term", ".idx", ".fast", ".store", ".pos", ".fieldnorm"}


def parts(root):
    """The files that hold the index, which servers have mapped into memory."""
    return [file for file in root.glob("index-*/*") if file.suffix in PARTS]


def delete_all(root):
    shutil.rmtree(root)


def delete_parts(root):
    for file in parts(root):
        file.unlink()


def empty_parts(root):
    for file in parts(root):
        os.truncate(file, 0)


def halve_parts(root):
    for file in parts(root):
        os.truncate(file, file.stat().st_size // 2)


def overwrite_parts(root):
    for file in parts(root):
        with file.open("r+b") as one:
            one.write(b"\xff" * file.stat().st_size)


def cut_list(root):
    for file in root.glob("index-*/meta.json"):
        os.truncate(file, 40)


def spoil_pointer(root):
    (root / "current.json").write_text('{"fol')


@pytest.fixture(scope="module")
def hub(tmp_path_factory, django_db_setup, django_db_blocker):
    """A running hub with some pages in its index: larger than a page of memory, so that nothing of what is cut off is left."""
    folder = tmp_path_factory.mktemp("lost")
    with django_db_blocker.unblock():
        for number in range(60):
            factories.guide(f"Lantern {number}", summary=" ".join(f"word{number * 60 + one}" for one in range(60)), revision=False)
        copy_database(folder)
    running = Hub(folder)
    running.root = folder / "search" / "tantivy"
    until(running.well, "all is well")
    yield running
    running.end()


def search(hub):
    """Status and body of a search. Raises ``OSError`` or ``HTTPException`` where the line is cut."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", hub.port, timeout=60)) as asked:
        asked.request("POST", "/en/search/", "q=lantern+word77", {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"})
        answer = asked.getresponse()
        return answer.status, answer.read().decode()


def finds(hub):
    """Is something found? The page answers in any case."""
    status, body = search(hub)
    assert status == 200
    return "<mark>Lantern</mark>" in body


RARE = [empty_parts, delete_parts, halve_parts, overwrite_parts, cut_list, spoil_pointer]


@pytest.mark.parametrize("damage", [delete_all, *(pytest.param(one, marks=pytest.mark.soak) for one in RARE)])
def test_readers_are_answered_all_the_time_and_find_everything_again_soon(hub, damage):
    until(lambda: all(finds(hub) for _ in range(4)), "each process finds it")
    before = (hub.root / "current.json").read_bytes()
    printed = len(hub.printed)
    damage(hub.root)
    until(lambda: finds(hub) and (hub.root / "current.json").exists() and (hub.root / "current.json").read_bytes() != before, "made anew", 30)
    assert all(finds(hub) for _ in range(6))
    said = "".join(hub.printed[printed:])
    assert "SIGBUS" not in said
    assert "has stopped" not in said
