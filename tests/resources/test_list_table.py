"""The lists of services and organisations: the filters that fit, as quick with many, and a table to take along."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from resources.models import Phone
from tests import factories, many

pytestmark = pytest.mark.django_db
LIST = "services:index"


@pytest.fixture
def admin(client: Client) -> Client:
    factories.home()
    client.force_login(factories.administrator())
    return client


def rows(admin: Client, **more: str) -> list[dict[str, str]]:
    response = admin.get(reverse(LIST), {"export": "csv", **more})
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))


def test_organisations_have_the_filters_that_fit_them(admin):
    factories.organisation("Hidden", listed=False)
    factories.organisation("Seen")
    found = admin.get(reverse("organisations:index"), {"waiting": "hidden"}).context["object_list"]
    assert [page.title for page in found] == ["Hidden"]
    labels = dict(admin.get(reverse("organisations:index")).context["filters"].form.fields["waiting"].choices)
    assert "closed" not in labels


@pytest.mark.parametrize("number", [20, 200])
def test_the_list_costs_the_same_for_many(admin, number, django_assert_max_num_queries):
    many.copies(factories.full_service(), number - 1)
    admin.get(reverse(LIST))
    with django_assert_max_num_queries(36):
        admin.get(reverse(LIST))


def test_the_table_to_take_along_says_what_the_list_says(admin):
    factories.service("Lamp", phones=[Phone(number="+33199001234")])
    [row] = rows(admin)
    assert row["Title"] == "Lamp"
    assert "English" in row["Words"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t="])
def test_no_cell_starts_a_formula(admin, start):
    factories.service(f"{start}HYPERLINK(1)", phones=[Phone(number="+33199001234")])
    [row] = rows(admin)
    assert not any(value.startswith(("=", "+", "-", "@", "\t")) for value in row.values())
    response = admin.get(reverse(LIST), {"export": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert not [cell.value for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
