"""``search_trec`` measures the search without touching the site, and says which line of which file is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from search.engines import site_engine
from search.engines.embedded import EmbeddedEngine
from search.trec import TrecError, TrecQuery, build_index, read_documents, read_queries, run_lines

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [
    {"id": "en1", "language": "en", "title": "Legal aid", "body": "For people who seek asylum", "family": "law"},
    {"id": "fr1", "language": "fr", "title": "Aide juridique", "body": "Pour les personnes qui demandent l'asile", "family": "law"},
    {"id": "en2", "language": "en", "title": "Shelter", "body": "A bed for the night, and legal advice"},
    {"id": "zh1", "language": "zh-Hant", "title": "庇護", "body": "法律援助"},
]


@pytest.fixture
def files(tmp_path):
    documents, queries = tmp_path / "documents.jsonl", tmp_path / "queries.tsv"
    documents.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in DOCUMENTS) + "\n\n", encoding="utf-8")
    queries.write_text("q1\ten\tlegal aid\nq2\tfr\tasile\nq3\ten\tsheltr\nq4\tzh\t庇护\nq5\ten\t!!\n", encoding="utf-8")
    return documents, queries


def run(documents, queries, *more):
    out = StringIO()
    call_command("search_trec", "--documents", str(documents), "--queries", str(queries), *more, stdout=out)
    return [line.split() for line in out.getvalue().splitlines()]


def first(lines):
    return {line[0]: line[2] for line in reversed(lines)}


def test_a_run_has_six_columns_with_ranks_from_one_and_falling_scores(files):
    lines = run(*files)
    assert {len(line) for line in lines} == {6}
    assert {(line[1], line[5]) for line in lines} == {("Q0", "hub-tantivy")}
    by_query = {}
    for line in lines:
        by_query.setdefault(line[0], []).append((int(line[3]), float(line[4])))
    for ranked in by_query.values():
        assert [rank for rank, _ in ranked] == list(range(1, len(ranked) + 1))
        assert [score for _, score in ranked] == sorted({score for _, score in ranked}, reverse=True)


def test_queries_find_what_the_site_would(files):
    assert first(run(*files)) == {"q1": "en1", "q2": "fr1", "q3": "en2", "q4": "zh1"}


def test_a_family_stands_once_in_the_language_of_the_query(files):
    found = [line[2] for line in run(*files) if line[0] == "q2"]
    assert "en1" not in found


def test_k_limits_the_results(files):
    assert max(int(line[3]) for line in run(*files, "--k", "1")) == 1


def test_prefix_takes_the_last_word_as_a_beginning(files, tmp_path):
    queries = tmp_path / "cut.tsv"
    queries.write_text("q1\ten\tshelt\n")
    assert first(run(files[0], queries, "--prefix")) == {"q1": "en2"}


def test_the_sites_index_and_database_are_left_alone(files, settings, tmp_path):
    settings.HUB_DATA = tmp_path / "site"
    run(*files)
    assert not (tmp_path / "site").exists()
    assert not site_engine().status().exists


@pytest.mark.parametrize(
    ("documents", "said"),
    [
        ("{", "documents.jsonl:1: this is not JSON"),
        ("[]", "documents.jsonl:1: a document is a JSON object"),
        ('{"id": "a", "language": "en", "title": "t"}', "documents.jsonl:1: body must be given as text"),
        ('{"id": 1, "language": "en", "title": "t", "body": "b"}', "documents.jsonl:1: id must be given as text"),
        ('{"id": "a b", "language": "en", "title": "t", "body": "b"}', "documents.jsonl:1: an id"),
        ('{"id": "a", "language": "en", "title": "t", "body": "b"}\n' * 2, "documents.jsonl:2: the id 'a' is there twice"),
    ],
)
def test_a_wrong_document_is_told_by_file_and_line(files, documents, said):
    files[0].write_text(documents)
    with pytest.raises(CommandError, match=said):
        run(*files)


def test_a_wrong_query_is_told_by_file_and_line(files):
    files[1].write_text("q1\ten\tlegal\nq2 en legal\n")
    with pytest.raises(CommandError, match=r"queries.tsv:2: a query is"):
        run(*files)


@pytest.mark.parametrize(("arguments", "said"), [(("--engine", "other"), "no engine 'other'"), (("--k", "0"), "--k must be 1 or more")])
def test_wrong_arguments_are_told(files, arguments, said):
    with pytest.raises(CommandError, match=said):
        run(*files, *arguments)


def test_missing_and_unreadable_files_are_told(files, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path / "nowhere", files[1])
    files[1].write_bytes(b"q1\ten\t\xff\n")
    with pytest.raises(CommandError, match="cannot be read"):
        run(*files)


@pytest.mark.soak
def test_the_command_prints_the_run_only_and_fails_with_one(files, tmp_path):
    """As others call it: standard output is the run, the rest is on standard error, the exit code tells."""
    environment = {**os.environ, "HUB_DATA": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": "hub.settings.test"}
    command = [sys.executable, "manage.py", "search_trec", "--documents", str(files[0]), "--queries"]
    good = subprocess.run([*command, str(files[1])], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert good.returncode == 0
    assert {len(line.split()) for line in good.stdout.splitlines()} == {6}
    assert "4 documents, 5 queries" in good.stderr
    bad = subprocess.run([*command, str(tmp_path / "nowhere")], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (bad.returncode, bad.stdout) == (1, "")
    assert "nowhere" in bad.stderr
    assert "Traceback" not in bad.stderr


def test_families_may_be_of_any_kind_and_stay_apart_from_ids(tmp_path):
    path = tmp_path / "documents.jsonl"
    rows = [
        {"id": one, "language": "en", "title": "t", "body": "b", **more}
        for one, more in (("a", {"family": 1}), ("b", {"family": "1"}), ("1", {}), ("c", {"family": 1}))
    ]
    path.write_text("\n".join(map(json.dumps, rows)))
    families = [document.family for document in read_documents(path)]
    assert families[0] == families[3]
    assert len(set(families)) == 3


def test_a_query_may_hold_tabs_and_a_byte_order_mark_may_come_first(tmp_path):
    path = tmp_path / "queries.tsv"
    path.write_text("\ufeffq1\t en \ta\tb\r\n\r\n", encoding="utf-8")
    (query,) = read_queries(path)
    assert (query.id, query.language, query.text) == ("q1", "en", "a\tb")


def test_an_id_that_a_run_cannot_hold_is_refused(tmp_path):
    path = tmp_path / "queries.tsv"
    path.write_text("\ten\ttext\n")
    with pytest.raises(TrecError, match="an id is not empty"):
        read_queries(path)


def test_what_other_languages_have_comes_after_the_language_of_the_query(tmp_path):
    engine = EmbeddedEngine(tmp_path / "index")
    path = tmp_path / "documents.jsonl"
    path.write_text("\n".join(json.dumps({"id": code, "language": code, "title": "LGBT " * n, "body": "x"}) for n, code in ((1, "fr"), (5, "en"))))
    assert build_index(engine, read_documents(path)) == 2
    assert [line.split()[2] for line in run_lines(engine, TrecQuery("q", "fr", "LGBT"), 10)] == ["fr", "en"]
