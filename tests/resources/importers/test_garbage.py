"""Whatever stands in the files of others: a report, never a stack of errors, and never a script on a page."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from typing import Any

import pytest
import yaml
from django.core.management.base import CommandError
from hypothesis import given
from hypothesis import strategies as st

from tests.resources.importers.helpers import quiet, run, write
from tests.resources.importers.test_withheld import MAPPING

pytestmark = pytest.mark.django_db
MANY = pytest.mark.parametrize("examples", [3, pytest.param(200, marks=pytest.mark.soak)])
"""An example is a whole import. Each ordinary run tries a few others."""

MARKS = st.text(alphabet=st.sampled_from(list("#*-_`>[]()!<>/&|:{}\"'1. \n\tabc\x00\ud800😀")), max_size=120)
FILES = st.dictionaries(
    st.sampled_from(["en/a/s_x.md", "en/a/c_x.yml", "en/a/.category.yml", "en/y.md", "fr/a/s_x.md", "fr/a/c_x.yml", "fr/a/.category.yml"]),
    st.binary(max_size=60)
    | MARKS.map(lambda text: text.encode("utf-8", "surrogatepass"))
    | MARKS.map(lambda text: f"---\ntitle: {text}\nindex: 3\n---\n{text}".encode("utf-8", "surrogatepass"))
    | MARKS.map(lambda text: f"title: T\nlist:\n- check: {text}\n- label: {text}".encode("utf-8", "surrogatepass")),
    max_size=5,
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | MARKS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["tell", "street", "code", "lat", "town"]) | st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=8,
)
ENTRIES = st.lists(st.dictionaries(st.sampled_from(["id", "name", "about", "post", "places", "tags"]), VALUES, max_size=6) | VALUES, max_size=4)


def attempt(*args: Any, **options: Any) -> None:
    """Run a command dry; it reports, or says in words why it does nothing."""
    for code in (0, 1):
        with suppress(CommandError):
            try:
                run(*args, dry_run=True, code=code, **options)
            except AssertionError:
                if code:
                    raise
            else:
                return


@MANY
def test_any_files_at_all_are_imported_or_reported(tmp_path, examples):
    @quiet(examples)
    @given(FILES)
    def law(files):
        folder = tmp_path / "library"
        shutil.rmtree(folder, ignore_errors=True)
        write(folder, {"en/ok.md": "Words.", **files})
        attempt("import_guides", folder, source="test")

    law()


@MANY
def test_any_entries_at_all_are_imported_or_reported(tmp_path, examples):
    fields = {
        **MAPPING["pages"][0]["fields"],
        "age_from": "tags",
        "website": "about",
        "topics": "tags",
        "phones": [{"each": "places", "number": "street"}],
        "opening_hours": [{"each": "places.*", "days": "town", "opens": "code", "closes": "lat", "zone": "tell"}],
        "waiting_times": [{"value": "id", "unit": "tags", "as_of": "about"}],
        "costs": [{"kind": {"const": "fixed"}, "amount": "tags", "currency": "name"}],
    }
    mapping = {**MAPPING, "pages": [{"type": "service", "fields": fields}]}

    @quiet(examples)
    @given(ENTRIES)
    def law(entries):
        write(tmp_path, {"map.yml": yaml.safe_dump(mapping), "entries.json": json.dumps(entries)})
        attempt("import_services", tmp_path / "entries.json", mapping=tmp_path / "map.yml")

    law()


@MANY
def test_any_file_at_all_is_imported_or_reported(tmp_path, examples):
    @quiet(examples)
    @given(st.binary(max_size=80) | MARKS.map(lambda text: text.encode("utf-8", "surrogatepass")), st.sampled_from(["yml", "json", "csv"]))
    def law(content, suffix):
        write(tmp_path, {"map.yml": yaml.safe_dump(MAPPING), f"entries.{suffix}": content})
        attempt("import_services", tmp_path / f"entries.{suffix}", mapping=tmp_path / "map.yml")

    law()
