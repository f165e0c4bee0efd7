"""``search_trec --ladder`` answers as the page does: across languages, with words learnt from the families among the documents."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command

from search.engines import site_engine

TITLES = [("Safe housing", "سكن آمن"), ("Find housing", "إيجاد سكن"), ("A free lawyer", "محام مجاني"), ("Talk with a lawyer", "حديث مع محام")]
FAMILIES = [
    {"id": f"{code}{number}", "language": code, "title": title, "body": title, "family": f"f{number}"}
    for number, pair in enumerate(TITLES)
    for code, title in zip(("en", "ar"), pair, strict=True)
]
ALONE = [
    {"id": "ar-alone", "language": "ar", "title": "أماكن سكن", "body": "حيث يمكن النوم"},
    {"id": "en-alone", "language": "en", "title": "Housing lists", "body": "Where to sleep"},
    {"id": "fr-alone", "language": "fr", "title": "Housing", "body": "Un mot anglais"},
]
SWAPPED = {"id": "ar-lawyer", "language": "ar", "title": "سكن", "body": "سكن", "family": "f2"}


@pytest.fixture
def run(tmp_path):
    def search(queries, *more, documents=(*FAMILIES, *ALONE)):
        files = tmp_path / "documents.jsonl", tmp_path / "queries.tsv"
        files[0].write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in documents), encoding="utf-8")
        files[1].write_text("\n".join(queries), encoding="utf-8")
        out = StringIO()
        call_command("search_trec", "--documents", str(files[0]), "--queries", str(files[1]), *more, stdout=out)
        found = {}
        for line in map(str.split, out.getvalue().splitlines()):
            found.setdefault(line[0], []).append(line[2])
        return found

    return search


def test_a_document_in_one_language_is_found_in_another_by_words_learnt_from_families(run):
    queries = ["q1\tar\thousing", "q2\ten\tسكن"]
    found = run(queries, "--ladder")
    assert "ar-alone" in found["q1"][:3]
    assert "en-alone" in found["q2"][:3]
    assert "ar-alone" not in run(queries)["q1"]


def test_without_families_nothing_is_learnt(run):
    documents = [{**one, "family": None} for one in (*FAMILIES, *ALONE)]
    assert "ar-alone" not in run(["q1\tar\thousing"], "--ladder", documents=documents).get("q1", [])


def test_a_family_stands_where_its_title_in_another_language_puts_it_as_the_page_of_the_reader(run):
    found = run([f"q{n}\tar\t{title}" for n, (title, _arabic) in enumerate(TITLES)], "--ladder")
    assert [found[f"q{n}"][0] for n in range(len(TITLES))] == [f"ar{n}" for n in range(len(TITLES))]


def test_results_stand_in_the_order_of_the_page_the_readers_language_first(run):
    found = run(["q1\tar\thousing"], "--ladder")["q1"]
    own = [key.startswith("ar") for key in found]
    assert own == sorted(own, reverse=True)
    assert {"en-alone", "fr-alone"} <= set(found)


def test_ranks_and_scores_are_those_of_a_run(run, tmp_path):
    run(["q1\tar\thousing"], "--ladder")
    out = StringIO()
    files = ("--documents", str(tmp_path / "documents.jsonl"), "--queries", str(tmp_path / "queries.tsv"))
    call_command("search_trec", *files, "--ladder", "--k", "3", stdout=out)
    lines = [line.split() for line in out.getvalue().splitlines()]
    assert [line[3] for line in lines] == ["1", "2", "3"]
    scores = [float(line[4]) for line in lines]
    assert scores == sorted(set(scores), reverse=True)


def test_a_second_document_of_a_family_in_one_language_teaches_nothing(run):
    found = run(["q1\tar\tlawyer"], "--ladder", documents=(*FAMILIES, SWAPPED, *ALONE))
    assert found["q1"][0] in ("ar2", "ar3")
    assert "ar-alone" not in found["q1"]


def test_a_query_without_words_finds_nothing(run):
    assert run(["q1\ten\t!!", "q2\ten\t "], "--ladder") == {}


def test_the_sites_word_list_is_left_alone(run, settings, tmp_path):
    settings.HUB_DATA = tmp_path / "site"
    run(["q1\tar\thousing"], "--ladder")
    assert not (tmp_path / "site").exists()
    assert not site_engine().status().exists
