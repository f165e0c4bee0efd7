"""The pins: a version that nobody tested is a site that breaks on the machine of a stranger."""

import re
import tomllib
from pathlib import Path

import pytest

from tools import pin

ROOT = Path(__file__).resolve().parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
FILES = ["requirements.txt", "requirements-dev.txt"]


def pinned(name):
    return pin.read((ROOT / name).read_text())


@pytest.mark.parametrize("name", FILES)
def test_every_line_is_one_exact_version(name):
    assert all(re.fullmatch(r"[a-z0-9-]+==[A-Za-z0-9.+!]+", line) for line in pinned(name))


@pytest.mark.parametrize("name", FILES)
def test_what_is_tested_here_is_what_others_install(name):
    assert {f"{one}=={version}" for one, version in pin.versions(PROJECT)[name].items()} == set(pinned(name)), "run: python -m tools.pin"


@pytest.mark.parametrize("name", FILES)
def test_each_has_the_hashes_of_its_files_and_names_no_place_to_get_them_from(name):
    assert all(hashes for hashes in pinned(name).values())
    assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", one) for hashes in pinned(name).values() for one in hashes)
    assert "://" not in (ROOT / name).read_text()


def test_what_is_written_is_what_is_read():
    hashes = {"a==1": ["--hash=sha256:0"], "b==2": ["--hash=sha256:1", "--hash=sha256:2"]}
    text = pin.written({"b": "2", "a": "1"}, hashes)
    assert text == "a==1 \\\n    --hash=sha256:0\nb==2 \\\n    --hash=sha256:1 \\\n    --hash=sha256:2\n"
    assert pin.read(text) == hashes


def test_without_pip_compile_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit, match="install pip-tools"):
        pin.hashed({"a": "1"})


def test_the_tools_of_developers_do_not_go_to_real_sites():
    runtime = {line.split("==")[0] for line in pinned("requirements.txt")}
    assert {"wagtail", "django", "gunicorn", "psycopg-binary"} <= runtime
    assert not runtime & {"pytest", "ruff", "mypy", "playwright", "hypothesis"}


def test_no_package_is_pinned_twice():
    names = [line.split("==")[0] for name in FILES for line in pinned(name)]
    assert len(names) == len(set(names))


def test_what_an_extra_brings_is_pinned_too():
    found = pin.pins(["psycopg[binary]"])
    assert {"psycopg", "psycopg-binary"} <= set(found)
    assert "psycopg-binary" not in pin.pins(["psycopg"])
