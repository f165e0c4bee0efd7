"""The embedded engine's folder: several processes, crashes, damaged files, another version of the analysis. Search goes on or says why not."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading

import pytest
from django.conf import settings

from search.engines import site_engine
from search.engines.base import IndexBusyError, IndexOutdatedError, IndexUnavailableError
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded.folders import POINTER, Folders
from search.engines.embedded.reader import Reader
from tests.search.engine_kit import ask, fill, keys, page

PARTS = {".term", ".idx", ".fast", ".store", ".pos", ".fieldnorm"}
HOLD = """
import sys
from pathlib import Path
from search.engines.embedded import EmbeddedEngine
with EmbeddedEngine(Path(sys.argv[1])).writer():
    print("writing", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def root(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def embedded(root):
    engine = EmbeddedEngine(root)
    with engine.rebuild() as writer:
        writer.put(page("a", 1, title="Legal aid"))
        writer.commit("7")
    return engine


def generation(root):
    return root / json.loads((root / POINTER).read_text())["folder"]


def change_pointer(root, **values):
    pointer = root / POINTER
    pointer.write_text(json.dumps({**json.loads(pointer.read_text()), **values}))


def test_another_process_that_writes_keeps_us_out_and_dying_lets_us_in(embedded, root):
    with subprocess.Popen([sys.executable, "-c", HOLD, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "writing\n"
        with pytest.raises(IndexBusyError), embedded.writer():
            pytest.fail("two writers")
        assert keys(ask(embedded, "legal")) == ["a"]
        other.kill()
    with embedded.writer(wait=10) as writer:
        writer.put(page("b", 2, title="Legal advice"))
    assert embedded.status().documents == 2


def test_a_process_that_died_in_a_rebuild_leaves_the_old_index_and_no_rubbish(embedded, root):
    (root / "index-halfway").mkdir()
    (root / "index-halfway" / "meta.json").write_text("{")
    assert keys(ask(embedded, "legal")) == ["a"]
    with embedded.rebuild() as writer:
        writer.put(page("b", 2, title="Legal advice"))
    assert [folder.name for folder in root.glob("index-*")] == [generation(root).name]


def test_what_is_open_stays_readable_while_a_rebuild_sweeps(embedded):
    view = embedded._reader.view()
    with embedded.rebuild():
        pass
    assert view.count(view.living()) == 1


def test_an_index_of_other_rules_answers_but_is_not_written_to(embedded, root):
    change_pointer(root, analysis="older")
    assert keys(ask(embedded, "legal")) == ["a"]
    status = embedded.status()
    assert (status.needs_rebuild, status.analysis, status.documents) == (True, "older", 1)
    assert status.problem
    with pytest.raises(IndexOutdatedError), embedded.writer():
        pytest.fail("a writer on an outdated index")
    with embedded.rebuild():
        pass
    assert not embedded.status().needs_rebuild


def test_an_index_with_other_fields_is_not_read(embedded, root):
    change_pointer(root, format=0)
    with pytest.raises(IndexOutdatedError):
        ask(EmbeddedEngine(root), "legal")
    assert embedded.status().needs_rebuild


class Overtaken(Folders):
    """A folder in which others make the index anew just when somebody has read which generation is in use."""

    times = 0

    def path(self, generation):
        path = super().path(generation)
        if self.times:
            self.times -= 1
            with EmbeddedEngine(self.root).rebuild() as writer:
                writer.put(page("new", 7, title="Legal aid"))
        return path


def test_who_opens_the_index_while_another_takes_its_place_reads_that_one(embedded, root):
    folders = Overtaken(root)
    reader = Reader(folders)
    folders.times = 3
    assert [key for key, _version in reader.view().versions()] == ["new"]
    assert folders.times == 0


def test_a_failed_rebuild_keeps_even_an_index_that_cannot_be_read(embedded, root):
    change_pointer(root, format=0)

    def break_off():
        with embedded.rebuild():
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert generation(root).is_dir()


@pytest.mark.parametrize("pointer", ["", "{", "[]", '{"folder": "nowhere"}', '{"other": 1}', "null"])
def test_a_damaged_pointer_is_told_and_repaired_by_a_rebuild(embedded, root, pointer):
    (root / POINTER).write_text(pointer)
    engine = EmbeddedEngine(root)
    with pytest.raises(IndexUnavailableError):
        ask(engine, "legal")
    assert (engine.status().needs_rebuild, engine.status().documents) == (True, 0)
    with engine.rebuild() as writer:
        writer.put(page("b", 2, title="Legal advice"))
    assert keys(ask(engine, "legal")) == ["b"]


@pytest.mark.parametrize("damage", ["empty", "cut", "garbage", "missing"])
def test_damaged_files_are_told_and_never_break_the_process(embedded, root, damage):
    for file in generation(root).iterdir():
        if file.suffix in PARTS:
            content = file.read_bytes()
            if damage == "missing":
                file.unlink()
            else:
                file.write_bytes({"empty": b"", "cut": content[: len(content) // 2], "garbage": b"\xff" * len(content)}[damage])
    engine = EmbeddedEngine(root)
    with pytest.raises(IndexUnavailableError):
        ask(engine, "legal")
    assert engine.status().needs_rebuild
    with engine.rebuild() as writer:
        writer.put(page("b", 2, title="Legal advice"))
    assert keys(ask(engine, "legal")) == ["b"]


def test_a_folder_that_vanishes_while_open_is_told(embedded, root):
    ask(embedded, "legal")
    (root / POINTER).unlink()
    with pytest.raises(IndexUnavailableError):
        ask(embedded, "legal")


def test_files_that_vanish_while_they_are_open_keep_answering_and_are_told(embedded, root):
    assert keys(ask(embedded, "legal")) == ["a"]
    assert not embedded.status().problem
    for file in generation(root).glob("*.store"):
        file.unlink()
    assert keys(ask(embedded, "legal")) == ["a"]
    status = embedded.status()
    assert (status.exists, status.needs_rebuild, status.problem) == (True, True, "Some files of the search index are gone.")
    with embedded.rebuild() as writer:
        writer.put(page("b", 2, title="Legal advice"))
    assert not embedded.status().needs_rebuild
    assert keys(ask(embedded, "legal")) == ["b"]


@pytest.mark.parametrize("read", ["position", "status", "versions", "search"])
def test_files_that_are_overwritten_while_they_are_open_are_told_by_an_error_that_can_be_caught(embedded, root, read):
    ask(embedded, "legal")
    for file in generation(root).iterdir():
        if file.suffix in PARTS:
            with file.open("r+b") as one:
                one.write(b"\xff" * file.stat().st_size)
    reads = {
        "position": embedded.position,
        "status": embedded.status,
        "versions": lambda: list(embedded.versions()),
        "search": lambda: ask(embedded, "legal"),
    }
    with contextlib.suppress(IndexUnavailableError):
        reads[read]()
    with embedded.rebuild() as writer:
        writer.put(page("b", 2, title="Legal advice"))
    assert keys(ask(embedded, "legal")) == ["b"]


def test_readers_go_on_while_one_writes(embedded):
    failures, stop = [], threading.Event()

    def read():
        while not stop.is_set():
            found = keys(ask(embedded, "legal advise", "en"))
            if "a" not in found:
                failures.append(found)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(8):
        fill(embedded, page(f"b{number}", number + 2, title="Legal advice"))
    with embedded.rebuild() as writer:
        writer.put(page("a", 1, title="Legal aid"))
    stop.set()
    for reader in readers:
        reader.join()
    assert failures == []


def test_the_view_is_kept_until_something_changes(embedded):
    before = embedded._reader.view()
    assert embedded._reader.view() is before
    fill(embedded, page("b", 2))
    assert embedded._reader.view() is not before


def test_the_site_has_one_engine_in_its_own_folder(settings, tmp_path):
    settings.HUB_DATA = tmp_path
    assert site_engine() is site_engine()
    with site_engine().rebuild():
        pass
    assert (tmp_path / "search" / "tantivy" / POINTER).is_file()


def test_the_settings_name_an_engine_that_exists():
    assert EmbeddedEngine.name == settings.SEARCH_ENGINE
