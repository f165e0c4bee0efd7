"""The page beside the exit says honestly what leaving cannot clear, on every site and in every language."""

import pytest
from bs4 import BeautifulSoup

from hub import languages
from tests import factories

pytestmark = pytest.mark.django_db


def page(client, address="/en/safe/"):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser")


@pytest.mark.parametrize("language", languages.LANGUAGES, ids=lambda one: one.code)
def test_a_site_without_any_content_has_the_page_in_every_language(client, language):
    html = page(client, f"/{language.code}/safe/")
    assert (html.html["lang"], html.html["dir"]) == (language.tag, language.direction)
    assert len(html.select("main h2")) == 4
    english = page(client)
    for mine, theirs in zip(html.select("main li"), english.select("main li"), strict=True):
        assert (mine.text == theirs.text) is (language.code == "en"), mine.text


@pytest.mark.parametrize("word", ["history", "call list", "bill", "watch", "network", "scripts are switched off", "close the tab"])
def test_it_tells_what_nobody_can_clear(client, word):
    assert word in page(client).main.text


@pytest.mark.parametrize("address", ["/en/", "/en/search/", "/en/nowhere/", "/en/safe/"])
def test_it_is_linked_beside_the_exit(client, address):
    factories.home()
    leave = BeautifulSoup(client.get(address).content.decode(), "html.parser").select_one("header .leave")
    assert leave.select_one("a.safe")["href"] == "/en/safe/"
    assert leave.select_one("a.exit")["href"] == "/exit/?in=en"


def test_it_leads_to_the_discreet_way_and_back(client):
    assert page(client).select_one('main a[href="/en/p/"]')
    assert page(client, "/en/p/safe/").select_one('main a[href="/en/safe/"]')


def test_it_stands_without_a_session_and_keeps_nothing(client):
    response = client.get("/en/safe/")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
