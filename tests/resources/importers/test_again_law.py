"""Whatever a source holds: a second run changes nothing, or each night's import would hide what editors did in a heap of new versions."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import StringIO
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from search.models import SearchDocument
from tests.resources.importers.helpers import guides, lesson, quiet, state, write
from tests.resources.importers.test_withheld import MAPPING

pytestmark = pytest.mark.django_db
MANY = pytest.mark.parametrize("examples", [1, pytest.param(100, marks=pytest.mark.soak)])
"""An example is two whole imports. Each ordinary run tries another."""

WORDS = st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd", "Po", "Sm"]), min_size=1, max_size=12).filter(
    lambda text: text.strip("#*-+_`>|:'\"!")
)
LINES = st.one_of(
    WORDS,
    WORDS.map("## {}".format),
    WORDS.map("- {}\n- two".format),
    WORDS.map("1. {}\n   more\n2. two".format),
    WORDS.map("> {}".format),
    WORDS.map("| a | {} |\n|---|---|\n| b | c |".format),
    WORDS.map("```\n{}\n```".format),
    WORDS.map("**{}** and [a link](s_y.md), [another](https://example.org/)".format),
    st.just("![](picture.png)"),
)
TEXTS = st.lists(LINES, min_size=1, max_size=4).map("\n\n".join)
LESSONS = st.builds(lambda text, title, index: lesson(text, title=title, index=index), TEXTS, WORDS, st.integers(0, 9))
CHECKS = st.lists(st.builds(lambda kind, words: {kind: words}, st.sampled_from(["check", "label"]), WORDS), min_size=1, max_size=4)
LISTS = CHECKS.map(lambda items: yaml.safe_dump({"list": items}, allow_unicode=True))
FOLDERS = st.fixed_dictionaries(
    {"en/s_first.md": LESSONS},
    optional={
        **{f"{language}/{path}": LESSONS for language in ("fr", "ar") for path in ("s_y.md", "a/b/s_deep.md")},
        "en/a/s_x.md": LESSONS,
        "fr/s_first.md": LESSONS,
        "en/a/c_list.yml": LISTS,
        "fr/a/c_list.yml": LISTS,
        "en/a/.category.yml": WORDS.map(lambda title: yaml.safe_dump({"title": title, "index": 2}, allow_unicode=True)),
        "en/a/s_broken.md": st.binary(max_size=12),
    },
)
PLACES = st.fixed_dictionaries(
    {"tell": st.sampled_from(["all", "town", None]), "town": WORDS, "street": WORDS, "code": WORDS, "lat": st.floats(-89, 89)}
)
ENTRY = st.fixed_dictionaries({"name": WORDS, "about": st.text(max_size=40), "places": st.lists(PLACES, max_size=3)}, optional={"post": WORDS})


@contextmanager
def taken_back() -> Iterator[None]:
    """Nothing of one example is left for the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def whole_state() -> list[Any]:
    """Pages, versions, entries, and what the search was told."""
    return [*state(), list(SearchDocument.objects.order_by("key").values_list("key", "version", "withdrawn"))]


def any_code(*args: Any, **options: Any) -> str:
    """What the command printed, whether some entry was bad or none."""
    out = StringIO()
    with suppress(SystemExit):
        call_command(*map(str, args), stdout=out, verbosity=2, **options)
    return out.getvalue()


def assert_nothing_done(printed: str) -> None:
    """The summary of a run that changed nothing says so."""
    assert not re.search(r"^ +\d+  (new|changed|home page made)", printed, re.M), printed


@MANY
def test_law_a_second_run_over_any_folder_of_guides_changes_nothing(tmp_path, examples):
    folder = tmp_path / "library"

    @quiet(examples)
    @given(FOLDERS)
    def law(files):
        shutil.rmtree(folder, ignore_errors=True)
        write(folder, files)
        with taken_back():
            any_code("import_guides", folder, source="test")
            before = whole_state()
            assert_nothing_done(any_code("import_guides", folder, source="test"))
            assert whole_state() == before

    law()


@MANY
def test_law_a_second_run_over_any_entries_changes_nothing(tmp_path, examples):
    @quiet(examples)
    @given(st.lists(ENTRY, min_size=1, max_size=3))
    def law(entries):
        numbered = [{"id": number, **entry} for number, entry in enumerate(entries)]
        write(tmp_path, {"map.yml": yaml.safe_dump(MAPPING), "entries.json": json.dumps(numbered)})
        with taken_back():
            any_code("import_services", tmp_path / "entries.json", mapping=tmp_path / "map.yml")
            before = whole_state()
            assert_nothing_done(any_code("import_services", tmp_path / "entries.json", mapping=tmp_path / "map.yml"))
            assert whole_state() == before

    law()


def test_a_summary_of_nothing_done_is_told_from_one_of_something(tmp_path):
    folder = write(tmp_path, {"en/s_first.md": lesson("Words.", title="First")})
    with pytest.raises(AssertionError):
        assert_nothing_done(guides(folder))
    assert_nothing_done(guides(folder))
