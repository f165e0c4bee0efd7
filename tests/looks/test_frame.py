"""The frame of every page: the way out, the languages, the sections; and that looking at a page leaves no trace."""

import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.db.utils import OperationalError
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from hub import languages
from hub.context import Frame
from hub.href import href
from tests import factories

pytestmark = pytest.mark.django_db


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def about():
    return factories.standard_page("About us", summary="Who we are.", show_in_menus=True)


@pytest.fixture
def page(client, about) -> BeautifulSoup:
    return soup(client.get(href(about)))


@pytest.mark.parametrize("language", languages.LANGUAGES, ids=lambda one: one.code)
def test_every_language_runs_in_its_own_direction(client, language):
    html = soup(client.get(f"/{language.code}/no-such-page/")).html
    assert (html["lang"], html["dir"]) == (language.tag, language.direction)


def test_the_exit_is_the_second_stop_of_the_tab_key(page):
    links = page.body.find_all("a")
    assert links[0]["href"] == "#main"
    assert links[1]["href"] == "/exit/?in=en"


def test_the_exit_stands_in_the_bar_and_tells_nobody_where_from(page):
    link = page.select_one("header .exit")
    assert link["href"] == "/exit/?in=en"
    assert "noreferrer" in link["rel"]


def test_every_language_is_offered_in_its_own_name_at_the_same_path(page):
    links = page.select(".languages a")
    assert [link.text.strip() for link in links] == [one.name for one in languages.LANGUAGES]
    assert [link["href"] for link in links] == [f"/{code}/about-us/" for code in languages.codes()]
    assert [link.bdi["dir"] for link in links] == [one.direction for one in languages.LANGUAGES]


def test_sections_are_the_pages_of_the_menu_and_the_foot_has_the_others(client, about):
    factories.standard_page("Stay safe here")
    page = soup(client.get(href(about)))
    assert [link.text.strip() for link in page.select(".sections a")] == ["About us"]
    assert page.select_one(".sections a[aria-current]")["href"] == "/en/about-us/"
    assert [link.text.strip() for link in page.select(".foot li a")] == ["Stay safe here", "How we protect you"]


def test_a_page_that_is_not_for_everybody_is_not_in_the_bar(client, about):
    about.listed = False
    factories.publish_page(about)
    assert not soup(client.get("/en/no-such-page/")).select(".sections a")


def test_a_translation_is_announced_without_a_host(client, about):
    factories.translate(about, "fr", title="Qui sommes-nous")
    alternates = soup(client.get(href(about))).select("link[rel=alternate]")
    assert [(link["hreflang"], link["href"]) for link in alternates] == [("fr", "/fr/about-us/")]


def test_reading_leaves_no_cookie_and_opens_no_session(client, about):
    response = client.get(href(about))
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_the_title_in_the_tab_is_page_and_site_name(page):
    assert " ".join(page.title.text.split()) == "About us · Harbour"


def test_nothing_is_loaded_from_elsewhere_and_in_few_requests(page):
    loaded = [one.get("src") or one.get("href") for one in page.select("script[src], link[rel=stylesheet], link[rel=icon], img")]
    assert len(loaded) + 1 <= 10
    assert all(address.startswith("/static/") for address in loaded)


def test_an_example_says_that_it_does_not_exist(client, about):
    about.is_demo = True
    about.save()
    assert "Example: this does not exist." in soup(client.get(href(about))).text


def test_texts_that_no_native_speaker_has_read_say_so(page):
    assert "No native speaker has read the fixed texts" in page.select_one("footer").text


def test_a_page_has_one_heading_one_main_and_named_landmarks(page):
    assert len(page.find_all("h1")) == 1
    assert len(page.find_all("main")) == 1
    assert all(nav.get("aria-label") for nav in page.find_all("nav"))


def test_the_frame_asks_the_database_little(about, django_assert_max_num_queries):
    request = RequestFactory().get("/en/about-us/")
    assert Frame(request).sections
    with django_assert_max_num_queries(3):
        frame = Frame(request)
        assert (frame.site_name, len(frame.sections), len(frame.footer), len(frame.languages)) == ("Harbour", 1, 0, 8)


def test_a_frame_that_nobody_shows_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Frame(RequestFactory().get("/fr/")).exit_address


def test_error_pages_stand_without_a_database():
    def away(*args):
        raise OperationalError("the database is away")

    with connection.execute_wrapper(away):
        frame = Frame(RequestFactory().get("/en/"))
        assert (frame.site_name, frame.sections) == ("Harbour", [])


@pytest.mark.parametrize(("code", "direction"), [("fr", "ltr"), ("ar", "rtl")])
def test_a_failure_answers_in_the_language_of_the_address(code, direction, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("hub.views.elsewhere.pages_elsewhere", broken)
    response = Client(raise_request_exception=False).get(f"/{code}/no-such-page/")
    assert response.status_code == 500
    assert (soup(response).html["lang"], soup(response).html["dir"]) == (code, direction)
    assert soup(response).select_one("header .exit")


def test_every_address_in_a_page_is_one_without_a_host(page):
    for link in page.select("a[href], link[href], form[action]"):
        assert re.match(r"[/#]", link.get("href") or link["action"])


@pytest.mark.parametrize("language", languages.LANGUAGES, ids=lambda one: one.code)
def test_error_pages_render_in_every_language(language):
    with translation.override(language.code):
        for name in ("404.html", "500.html", "503.html"):
            assert "<h1>" in render_to_string(name, {"frame": Frame(RequestFactory().get("/"), database=False)})
