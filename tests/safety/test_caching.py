"""Proxies keep public pages for seconds, browsers ask each time, and what one person sees is kept for nobody."""

from __future__ import annotations

import pytest
from django.test import Client

from members.models import User

pytestmark = pytest.mark.django_db
PUBLIC = "public, max-age=0, s-maxage=5, stale-if-error=600"


@pytest.fixture
def page(full_service):
    return full_service


@pytest.mark.parametrize("packed", ["", "gzip"])
def test_a_page_that_has_not_changed_travels_once(page, client, packed):
    first = client.get(page.url, headers={"accept-encoding": packed})
    assert first["Cache-Control"] == PUBLIC
    again = client.get(page.url, headers={"accept-encoding": packed, "if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == PUBLIC
    assert not again.cookies


def test_a_changed_page_travels_again(page, client):
    tag = client.get(page.url)["ETag"]
    page.summary = "Other words."
    page.save_revision().publish()
    answer = client.get(page.url, headers={"if-none-match": tag})
    assert answer.status_code == 200
    assert b"Other words." in answer.content


@pytest.mark.parametrize("address", ["/en/", "/en/get-help/", "/en/protection/", "/ar/protection/"])
def test_all_kinds_of_pages_say_so(page, client, address):
    answer = client.get(address)
    assert (answer["Cache-Control"], "Cookie" in answer.get("Vary", "")) == (PUBLIC, False)
    assert client.head(address)["ETag"]


@pytest.mark.parametrize("address", ["/en/search/", "/en/report/state/", "/exit/", "/healthz", "/admin/login/"])
def test_what_belongs_to_one_moment_or_one_person_is_not_for_proxies(page, client, address):
    assert "public" not in client.get(address).get("Cache-Control", "")


def test_whoever_is_signed_in_gets_pages_that_no_proxy_keeps(page):
    client = Client()
    client.force_login(User.objects.create_user("ali", password="password"))
    answer = client.get(page.url)
    assert answer["Cache-Control"] == "private, no-cache"
    assert not answer.has_header("ETag")
    tag = Client().get(page.url)["ETag"]
    assert client.get(page.url, headers={"if-none-match": tag}).status_code == 200


def test_a_hidden_page_is_not_confirmed_to_a_browser_that_has_it(page, client):
    tag = client.get(page.url)["ETag"]
    type(page).objects.filter(pk=page.pk).update(listed=False)
    answer = client.get(page.url, headers={"if-none-match": tag})
    assert (answer.status_code, answer["Cache-Control"]) == (404, "public, max-age=0, s-maxage=5")


def test_what_is_not_there_takes_the_place_of_a_copy_and_for_a_signed_in_person_of_none(page, client):
    assert client.get("/en/nowhere/")["Cache-Control"] == "public, max-age=0, s-maxage=5"
    assert "public" not in client.post("/en/nowhere/").get("Cache-Control", "")
    client.force_login(User.objects.create_user("ali", password="password"))
    assert "public" not in client.get("/en/nowhere/").get("Cache-Control", "")
