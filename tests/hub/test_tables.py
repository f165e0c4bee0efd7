"""Lists on a phone, where each row is a card: a value says what it is, and nothing is said about what is not there."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(client):
    client.force_login(factories.administrator())

    def rows(name: str) -> list[list[BeautifulSoup]]:
        html = BeautifulSoup(client.get(reverse(name)).content, "html.parser")
        return [row.find_all("td") for row in html.select("table.hub-list tbody tr")]

    return rows


def test_every_value_of_a_service_stands_beside_what_it_is(rows):
    factories.full_service("Night Lamp")
    cells = [" ".join(cell.get_text(" ").split()) for cell in rows("services:index")[0]]
    assert "Status Active" in cells
    assert any(cell.startswith("Languages of help French") for cell in cells)
    assert any(cell.startswith("Updated ") for cell in cells)


def test_what_is_not_there_takes_no_room(rows):
    factories.organisation("Night Lamp Network", website="")
    empty = [cell for cell in rows("organisations:index")[0] if "hub-nothing" in cell.get("class", [])]
    assert empty
    assert not [cell for cell in empty if cell.get_text(strip=True)]


def test_what_waits_stands_right_beside_the_title(client, rows):
    factories.service("Hidden", listed=False)
    texts = [" ".join(cell.get_text(" ").split()) for cell in rows("services:index")[0]]
    assert texts.index(next(text for text in texts if text.startswith("Waits for"))) == 2
    assert "Hidden" in texts[2]
