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
    lines = (ROOT / name).read_text().splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-r "))]


@pytest.mark.parametrize("name", FILES)
def test_every_line_is_one_exact_version(name):
    assert all(re.fullmatch(r"[a-z0-9-]+==[A-Za-z0-9.+!]+", line) for line in pinned(name))


@pytest.mark.parametrize("name", FILES)
def test_what_is_tested_here_is_what_others_install(name):
    assert pin.files(PROJECT)[name] == (ROOT / name).read_text(), "run: python -m tools.pin"


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
