"""The comparison of the engines: readers of a site on several machines must find what those on one find."""

from __future__ import annotations

import io
import os

import pytest
from rich.console import Console

from bench import engines
from bench.lessons import Query

QUERIES = [Query("1", "en", "title", "lamp", frozenset({"a"})), Query("2", "fr", "title", "lampe", frozenset({"b"}))]
RIGHT, WRONG = {"1": ["a"], "2": ["b"]}, {"1": ["a"], "2": ["x", "b"]}


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """What a run sets for itself is not left to other tests."""
    monkeypatch.setenv("ELASTICSEARCH_PATIENCE", "60")


def said(found):
    console = Console(width=200, file=io.StringIO())
    console.print(engines.table(found))
    return console.file.getvalue()


def test_each_language_stands_for_itself():
    found = engines.apart(QUERIES, WRONG, RIGHT)
    assert found["title", "en"] == (1, 1)
    assert found["title", "fr"] == (pytest.approx(0.631, abs=0.001), 1)


def test_the_table_says_by_how_much():
    assert "0.631 -0.369" in said(engines.apart(QUERIES, WRONG, RIGHT))
    assert "1.000 +0.000" in said(engines.apart(QUERIES, RIGHT, RIGHT))


@pytest.mark.parametrize(("run", "code"), [(WRONG, 1), (RIGHT, 0)])
def test_an_engine_that_falls_behind_is_told_by_the_exit_code(monkeypatch, tmp_path, run, code):
    monkeypatch.setattr("sys.argv", ["engines"])
    monkeypatch.setenv("ELASTICSEARCH_URL", "http://127.0.0.1:9")
    monkeypatch.setattr(engines, "sources", lambda shared: (tmp_path, tmp_path))
    monkeypatch.setattr(engines, "read_lessons", lambda folder: [])
    monkeypatch.setattr(engines, "make_queries", lambda lessons: QUERIES)
    monkeypatch.setattr(engines, "run", lambda lessons, queries, engine: run if engine == engines.ELASTIC else RIGHT)
    assert engines.main() == code


def test_without_real_data_it_says_what_it_needs(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["engines"])
    monkeypatch.setenv("HUB_SHARED", "")
    assert engines.main() == 2
    assert "HUB_SHARED" in capsys.readouterr().out


def test_a_server_that_is_named_is_used(monkeypatch):
    monkeypatch.setenv("ELASTICSEARCH_URL", "http://127.0.0.1:9")
    with engines.on_engine(engines.ELASTIC):
        assert os.environ["ELASTICSEARCH_URL"] == "http://127.0.0.1:9"
