"""The way out works at once, for everybody, and says nothing about where it leads from."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.utils import OperationalError

from hub import languages
from hub.leaving import neutral_page
from hub.models import NeutralPages
from tests import factories

pytestmark = pytest.mark.django_db
WEATHER = "https://weather.example.org/today"
SETTING = "/admin/settings/hub/neutralpages/"


def choose(**addresses):
    """As an administrator who saved the form."""
    NeutralPages(addresses={code.replace("_", "-"): address for code, address in addresses.items()}).save()


@pytest.mark.parametrize("language", languages.LANGUAGES, ids=lambda one: one.code)
def test_leaving_goes_to_a_neutral_page_in_the_same_language(client, language):
    response = client.get("/exit/", {"in": language.code})
    assert response.status_code == 302
    assert response["Location"] == language.exit_page


def test_the_neutral_page_does_not_learn_where_the_reader_was(client):
    response = client.get("/exit/")
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Cache-Control"] == "no-store"


def test_leaving_clears_cookies_and_nothing_that_leaving_needs(client):
    """Storage holds the flag that turns Back away; clearing the cache would keep the reader here for seconds."""
    assert client.get("/exit/")["Clear-Site-Data"] == '"cookies"'


@pytest.mark.parametrize("wish", ["", "xx", "../../", "https://evil.example/", "EN", "zh-Hant"])
def test_no_address_makes_the_exit_lead_anywhere_else(client, wish):
    response = client.get("/exit/", {"in": wish, "next": "https://evil.example/", "to": "//evil.example"})
    assert response["Location"] in {language.exit_page for language in languages.LANGUAGES}


def test_without_a_session_none_is_opened(client):
    assert not client.get("/exit/").cookies


def test_leaving_ends_the_session(client):
    client.force_login(factories.editor())
    client.get("/exit/")
    assert settings.SESSION_COOKIE_NAME not in client.cookies or not client.cookies[settings.SESSION_COOKIE_NAME].value
    assert client.get("/admin/").status_code == 302


def test_leaving_with_a_cookie_of_a_session_long_gone_works(client):
    client.cookies[settings.SESSION_COOKIE_NAME] = "0123456789abcdefghijklmnopqrstuv"
    assert client.get("/exit/").status_code == 302


def test_the_answer_is_quick_to_give(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/exit/")
    with django_assert_num_queries(0):
        client.get("/exit/")


def test_leaving_works_while_the_database_is_away(client):
    def away(*args):
        raise OperationalError("the database is away")

    with connection.execute_wrapper(away):
        assert client.get("/exit/", {"in": "fr"})["Location"] == "https://fr.wikipedia.org/"


def test_an_administrator_chooses_another_page_for_a_language(client):
    client.force_login(factories.administrator())
    form = BeautifulSoup(client.get(SETTING, follow=True).content.decode(), "html.parser")
    assert {field["name"] for field in form.select("input[name^=page_]")} == {f"page_{code}" for code in languages.codes()}
    saved = client.post(client.get(SETTING)["Location"], {"page_ar": WEATHER}, follow=True)
    assert saved.status_code == 200
    again = BeautifulSoup(client.get(SETTING, follow=True).content.decode(), "html.parser")
    assert again.find("input", {"name": "page_ar"})["value"] == WEATHER
    assert client.get("/exit/", {"in": "ar"})["Location"] == WEATHER
    assert client.get("/exit/", {"in": "fa"})["Location"] == "https://fa.wikipedia.org/"


@pytest.mark.parametrize(
    "address", ["http://weather.example.org/", "https://user:word@weather.example.org/", "https://testserver/en/", "javascript:alert(1)"]
)
def test_a_page_that_would_give_readers_away_is_refused_with_a_sentence(client, address):
    client.force_login(factories.administrator())
    answer = client.post(client.get(SETTING)["Location"], {"page_en": address, "page_fr": WEATHER})
    page = BeautifulSoup(answer.content.decode(), "html.parser")
    assert page.select_one(".w-field__errors, .error-message")
    assert page.find("input", {"name": "page_fr"})["value"] == WEATHER, "what was right is not lost"
    assert neutral_page("en") == "https://en.wikipedia.org/"


@pytest.mark.parametrize("address", ["http://weather.example.org/", "https://[", "https://testserver/", "https:\\\\evil"])
def test_what_came_into_the_database_otherwise_leads_nowhere_either(address):
    choose(en=address)
    cache.clear()
    assert neutral_page("en") == "https://en.wikipedia.org/"


def test_an_editor_does_not_choose_where_readers_are_taken(client):
    client.force_login(factories.moderator())
    assert client.get(SETTING).status_code == 302
    pk = NeutralPages.load().pk
    assert client.get(f"{SETTING}{pk}/").status_code == 302


def test_the_page_knows_the_way_out_though_the_hub_may_be_gone_by_then(client):
    choose(en=WEATHER)
    head = BeautifulSoup(client.get("/en/nowhere/").content, "html.parser").head
    script = head.find("script")
    assert (script["data-exit"], script["data-neutral"]) == ("/exit/?in=en", WEATHER)
    assert "defer" not in script.attrs, "what Back brings up again would be seen first"
    assert script.get("type") is None
    assert not head.find("link", rel="stylesheet").find_next("script", src=script["src"]), "a sheet that comes late would hold it up"
