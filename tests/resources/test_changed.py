"""Readers of every language see that a number is new, and can look at the old one, until a second person has confirmed it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup

from hub.models import FactChange
from tests import factories

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 11, 5, 12, tzinfo=UTC)


def changed(page, fact: str, before: str, row=None) -> FactChange:
    return FactChange.objects.create(page=page, fact=fact, row=row, before=before, after="x", changed_on=DAY)


def remarks(client, address: str) -> list[tuple[str, str]]:
    """``(what is seen, what one tap shows)`` of every remark on the page."""
    soup = BeautifulSoup(client.get(address).content.decode(), "html.parser")
    found = soup.select("main .changed")
    return [
        (" ".join((one.find("summary") or one).get_text().split()), " ".join(one.p.get_text().split()) if one.name == "details" else "")
        for one in found
    ]


@pytest.fixture
def page(full_service):
    return full_service


def test_a_changed_number_says_so_beside_it_and_the_old_one_is_one_tap_away(page, client):
    changed(page, "phones", "+33199000000", page.phones.first().pk)
    assert remarks(client, page.url) == [("Changed on November 5, 2026, not yet confirmed", "It said before: +33 1 99 00 00 00")]
    way = BeautifulSoup(client.get(page.url).content.decode(), "html.parser").select_one(".way:has(.changed)")
    assert "+33 1 99 00 12 34" in way.get_text()


def test_it_is_gone_once_it_is_confirmed(page, client):
    changed(page, "phones", "+33199000000", page.phones.first().pk).delete()
    assert remarks(client, page.url) == []


def test_chat_place_and_website_say_it_too(page, client):
    changed(page, "channels", "https://old.example.org/", page.channels.first().pk)
    changed(page, "locations", "3 rue Vieille, 59000 Lille", page.locations.first().pk)
    changed(page, "website", "https://old.example.org/site")
    assert [before for _seen, before in remarks(client, page.url)] == [
        "It said before: https://old.example.org/",
        "It said before: 3 rue Vieille, 59000 Lille",
        "It said before: https://old.example.org/site",
    ]


def test_a_new_number_has_no_old_one(page, client):
    changed(page, "phones", "", page.phones.first().pk)
    assert remarks(client, page.url) == [("New since November 5, 2026, not yet confirmed", "")]


def test_every_language_says_it_even_one_without_words(page, client):
    changed(page, "phones", "+33199000000", page.phones.first().pk)
    factories.translate(page, "ar")
    for address in ("/ar/get-help/night-lamp/", "/fr/get-help/night-lamp/"):
        ((_seen, before),) = remarks(client, address)
        assert "+33 1 99 00 00 00" in before


def test_an_organisation_says_it_too(client):
    page = factories.organisation(website="https://new.example.org/", email="new@example.org")
    changed(page, "website", "https://old.example.org/")
    changed(page, "email", "old@example.org")
    assert [before for _seen, before in remarks(client, page.url)] == ["It said before: https://old.example.org/", "It said before: old@example.org"]


def test_many_changes_are_one_question_to_the_database(page, client, django_assert_max_num_queries):
    for row in page.phones.all():
        changed(page, "phones", "+33199000000", row.pk)
    with django_assert_max_num_queries(36):
        assert client.get(page.url).status_code == 200
