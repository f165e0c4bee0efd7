"""The commands of an operator: what they say, and the exit code that a script sees."""

from __future__ import annotations

import json
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from search import indexer
from tests import factories
from tests.search.asking import ask, few_labels, titles

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def labels(db):
    few_labels()


def run(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


class TestUpdate:
    def test_makes_the_index_then_says_that_nothing_is_new(self, index):
        factories.guide("Lantern")
        assert "made anew" in run("search_update")
        assert run("search_update").strip() == "The index is up to date."
        factories.guide("Lighthouse")
        assert "Documents taken: 1" in run("search_update")
        assert titles(ask(fresh=False, q="lighthouse")) == ["Lighthouse"]

    def test_compares_everything_when_asked_to(self, index):
        guide = factories.guide("Lantern")
        run("search_update")
        Page.objects.filter(pk=guide.pk).update(live=False)
        assert "withdrawn: 1" in run("search_update", "--check")

    def test_fails_clearly_while_somebody_else_writes(self, index, monkeypatch):
        monkeypatch.setattr("search.indexer.updating.WAIT", 0.0)
        run("search_update")
        factories.guide("Lantern")
        with index.writer(), pytest.raises(CommandError, match="Another process is writing"):
            run("search_update")


class TestRebuild:
    def test_reads_all_pages_again(self, index):
        guide = factories.guide("Lantern")
        Page.objects.filter(pk=guide.pk).update(title="Lighthouse")
        assert "made anew" in run("search_rebuild")
        assert titles(ask(fresh=False, q="lighthouse")) == ["Lighthouse"]

    def test_can_leave_the_pages_alone(self, index):
        guide = factories.guide("Lantern")
        Page.objects.filter(pk=guide.pk).update(title="Lighthouse")
        assert "pages read: 0" in run("search_rebuild", "--index-only")
        assert ask(fresh=False, q="lighthouse", exact="1")["total"] == 0

    def test_leaves_the_old_index_answering_when_it_fails(self, index, monkeypatch):
        factories.guide("Lantern")
        run("search_update")
        monkeypatch.setattr("search.models.SearchDocument.for_engine", lambda row: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run("search_rebuild")
        assert titles(ask(fresh=False, q="lantern")) == ["Lantern"]

    def test_fails_clearly_while_somebody_else_writes(self, index, monkeypatch):
        monkeypatch.setattr("search.management.commands.search_rebuild.indexer.rebuild", rebuild_at_once)
        run("search_update")
        with index.writer(), pytest.raises(CommandError, match="Another process is writing"):
            run("search_rebuild")

    def test_shows_its_progress_beside_what_a_program_reads(self, index, capsys):
        factories.guide("Lantern")
        out = run("search_rebuild")
        assert "Writing the index" not in out
        assert "Documents taken: 2" in out


def rebuild_at_once(**options):
    return real_rebuild(**{**options, "wait": 0.0})


real_rebuild = indexer.rebuild


class TestStatus:
    def test_fails_while_there_is_no_index(self, index):
        with pytest.raises(CommandError, match="There is no search index"):
            run("search_status")

    def test_tells_what_is_in_the_index_and_what_waits(self, index):
        factories.guide("Lantern")
        run("search_update")
        factories.guide("Lighthouse")
        text = run("search_status")
        assert "tantivy" in text
        assert "Waiting:       1" in text

    def test_tells_it_to_programs_as_well(self, index):
        factories.guide("Lantern")
        run("search_update")
        state = json.loads(run("search_status", "--json"))
        assert state["well"] is True
        (index_state,) = state["indexes"]
        assert index_state["documents"] == state["table"]["documents"]
        assert index_state["built"].startswith("20")


class TestTheWordList:
    def test_is_learnt_by_search_update_and_told_of_by_search_status(self, index):
        factories.translate(factories.guide("Lantern"), "fr", title="Lanterne")
        assert "The word list was learnt anew for 1 pairs of languages." in run("search_update")
        assert "learnt" not in run("search_update")
        assert re.search(r"Word list: +\d+ words in 2 lists, \d+\.\d MB, 20\d\d-", run("search_status"))
        words = json.loads(run("search_status", "--json"))["words"]
        assert words["pairs"] == 2
        assert words["learnt"]

    def test_is_none_before_anything_was_learnt(self, index):
        indexer.update()
        assert re.search(r"Word list: +none", run("search_status"))
