"""Small files are whole for whoever reads them, however many write them at once."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from hub.files import write_whole


def test_several_may_write_the_same_file_at_once_and_each_finds_one_of_the_texts(tmp_path):
    path, texts = tmp_path / "worker.json", [f"{number}" * 2000 for number in range(8)]

    def write_and_read(text):
        for _time in range(60):
            write_whole(path, text)
            assert path.read_text() in texts

    with ThreadPoolExecutor(8) as several:
        list(several.map(write_and_read, texts))
    assert [one.name for one in tmp_path.iterdir()] == ["worker.json"]


def test_nobody_else_may_read_what_is_written_for_its_owner(tmp_path):
    write_whole(tmp_path / "list", "private", mode=0o600)
    assert stat.S_IMODE((tmp_path / "list").stat().st_mode) == 0o600


def test_what_could_not_be_written_leaves_what_was_there_and_nothing_beside_it(tmp_path):
    path = tmp_path / "worker.json"
    write_whole(path, "before")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "\ud800")
    assert path.read_text() == "before"
    assert [one.name for one in tmp_path.iterdir()] == ["worker.json"]
