"""The discreet way: what a browser keeps of it tells nobody anything, and no link leads out of it unasked."""

import json
import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home.models import Banner
from hub import languages
from hub.href import href, open_href
from hub.models import HubDocument
from hub.views.errors import server_error
from safety.discreet import discreetly
from search import indexer
from taxonomy.models import Concept
from tests import factories
from tests.safety.uploads.papers import telling

pytestmark = pytest.mark.django_db
WORDS = re.compile(r"lamp|threat|about|lgbt|coming.?out|help|draft", re.IGNORECASE)
"""What the pages below are about."""


def every_kind():
    """A page of every kind, with every kind of link in it."""
    service = factories.full_service(show_in_menus=True)
    guide = factories.guide(summary="What to note.", areas=["FR"])
    document = HubDocument.objects.create(title="Coming out", file=ContentFile(telling(), "coming-out.pdf"))
    text = f'<p><a linktype="page" id="{service.pk}">call</a> <a linktype="document" id="{document.pk}">read</a></p>'
    body = json.dumps(
        [
            {"type": "text", "value": text},
            {"type": "document", "value": {"document": document.pk, "title": ""}},
        ]
    )
    about = factories.standard_page("About us", summary="Who we are.", body=body)
    for page in (service, about):
        factories.translate(page, "fr")
    Banner.objects.create(kind="watched", more=about, ends_at=timezone.now() + timedelta(days=1))
    indexer.update()
    home = factories.home()
    return {
        "home": home,
        "section": service.get_parent().specific,
        "service": service,
        "guide": guide,
        "about": about,
        "organisation": service.organisation,
    }


@pytest.fixture(scope="module")
def kept_pages(kept, tmp_path_factory):
    """They, and the folder of their index and files, made once for the module."""
    folder = tmp_path_factory.mktemp("discreet")
    with override_settings(HUB_DATA=folder, MEDIA_ROOT=folder):
        return kept(every_kind), folder


@pytest.fixture
def pages(kept_pages, settings, db):
    """Each page by its kind, read anew."""
    made, settings.HUB_DATA = kept_pages
    settings.MEDIA_ROOT = settings.HUB_DATA
    return {name: type(page).objects.get(pk=page.pk) for name, page in made.items()}


def soup(response):
    return BeautifulSoup(response.content.decode(), "html.parser")


def inside(page, code="en"):
    return f"/{code}/p/" if page.depth == 2 else f"/{code}/p/{page.pk}/"


def links(html):
    """Every address that a reader of the page can be led to by it, but for the two that lead out on purpose."""
    for link in html.select("a[href], form[action], area[href]"):
        address = link.get("href") or link["action"]
        if not address.startswith(("#", "?", "tel:", "mailto:", "sms:", "https://", "http://")):
            yield address


def ways_out(html):
    return [address for address in links(html) if not re.match(r"(/light)?/[a-z-]+/p/|/exit/", address)]


def test_no_link_of_any_template_leads_out_of_the_discreet_way(client, pages):
    topic = Concept.objects.get(code="coming-out").pk
    start = [
        *(inside(page) for page in pages.values()),
        inside(pages["guide"], "fr"),
        inside(pages["service"], "ar"),
        f"/en/p/report/{pages['service'].pk}/",
        "/en/p/report/state/",
        "/en/p/safe/",
        "/en/p/search/?q=lamp",
        f"/en/p/search/?topic={topic}",
        "/en/p/999999/",
        "/ar/p/",
    ]
    waiting, seen = list(start), set()
    while waiting:
        address = waiting.pop()
        if address in seen or "/file/" in address:
            continue
        seen.add(address)
        response = client.get(address)
        assert response.status_code in (200, 404), address
        html = soup(response)
        outside = html.find("link", rel="canonical")["href"]
        assert set(ways_out(html)) == {outside}, f"{address}: only “Leave the discreet way” leads out"
        assert not [one for one in links(html) if WORDS.search(one) and one != outside], address
        assert not WORDS.search(html.title.text), f"{address}: {html.title.text}"
        if len(seen) < 80:
            waiting += [link for link in links(html) if link not in seen and re.match(r"/(en|ar)/p/", link)]
    assert len(seen) > 20


def test_what_is_sent_stays_inside(client, pages):
    found = soup(client.post("/en/p/search/", {"q": "lamp"}))
    assert found.select("main ol a[href^='/en/p/']")
    assert len(ways_out(found)) == 1
    receipt = soup(client.post(f"/en/p/report/{pages['service'].pk}/", {"kind": "number", "text": "Nobody answers."}))
    assert len(ways_out(receipt)) == 1
    refused = soup(client.post(f"/en/p/report/{pages['service'].pk}/", {}, headers={"sec-fetch-site": "cross-site"}))
    assert len(ways_out(refused)) == 1


def test_results_as_json_lead_inside(client, pages):
    answer = client.get("/en/p/search/?q=lamp", headers={"accept": "application/json"}).json()
    urls = [one["url"] for step in answer["steps"] for one in step["results"]]
    assert urls
    assert all(re.fullmatch(r"/en/p/\d+/", url) for url in urls)


@pytest.mark.parametrize("name", ["home", "section", "service", "guide", "about", "organisation"])
def test_a_page_says_the_same_inside_and_gives_nothing_away_in_the_tab(client, pages, name):
    page = pages[name]
    response, outside = client.get(inside(page)), client.get(href(page))
    html = soup(response)
    assert html.h1.text == soup(outside).h1.text
    assert " ".join(html.title.text.split()) == "Page · Harbour"
    assert not html.find("meta", attrs={"name": "description"})
    assert html.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert response["X-Robots-Tag"] == "noindex"
    assert html.find("link", rel="canonical")["href"] == href(page)
    assert "Page ·" not in soup(outside).title.text


def test_the_languages_lead_to_the_same_page_inside(client, pages):
    html = soup(client.get(inside(pages["about"])))
    addresses = [link["href"] for link in html.select(".languages a")]
    assert addresses == [inside(pages["about"], code) for code in languages.codes()]
    french = soup(client.get(inside(pages["about"], "fr")))
    assert french.html["lang"] == "fr"
    assert french.h1.text.strip() == "About us (fr)"
    assert client.get(inside(pages["about"], "ru")).status_code == 404, "offers the languages there are"
    assert client.get(inside(pages["service"], "ru")).status_code == 200, "facts speak every language"


def test_a_number_shows_nobody_what_its_address_would_not(client, pages):
    pages["guide"].listed = False
    factories.publish_page(pages["guide"])
    draft = factories.standard_page("Draft", publish=False)
    missing = client.get("/en/p/99999999/").content.decode().replace("/99999999/", "/")
    for page in (pages["guide"], draft):
        answer = client.get(inside(page))
        assert answer.status_code == 404
        assert page.slug not in answer.content.decode()
        assert answer.content.decode().replace(f"/{page.pk}/", "/") == missing


def test_a_name_put_in_by_hand_becomes_a_number(client, pages):
    assert client.get("/en/p/about-us/")["Location"] == inside(pages["about"])
    assert client.get("/en/p/no-such-page/").status_code == 404
    assert client.get("/en/p")["Location"] == "/en/p/"


def test_a_document_is_saved_under_a_number(client, pages):
    document = HubDocument.objects.get()
    html = soup(client.get(inside(pages["about"])))
    address = f"/en/p/file/{document.pk}/"
    assert len(html.select(f'main a[href="{address}"]')) == 2, "in the text and as a block"
    response = client.get(address)
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert response["Content-Disposition"] == f'attachment; filename="{document.pk}.pdf"'
    assert client.get("/en/p/file/999999999999/").status_code == 404


def test_topics_stand_in_no_address(client, pages):
    topic = Concept.objects.get(code="coming-out")
    html = soup(client.get(f"/en/p/search/?topic={topic.pk}"))
    assert html.select("main ol a[href^='/en/p/']")
    assert "coming-out" not in " ".join(links(html))
    assert f"/en/p/search/?topic={topic.pk}" in links(soup(client.get(inside(pages["service"]))))
    assert "/en/search/?topic=coming-out" in links(soup(client.get(href(pages["service"]))))


def test_outside_nothing_leads_inside_unasked(client, pages):
    for page in pages.values():
        found = [address for address in links(soup(client.get(href(page)))) if "/p/" in address]
        assert found == (["/en/p/"] if page.depth == 2 else []), found


def test_after_a_request_inside_the_next_one_is_outside(client, pages):
    client.get(inside(pages["service"]))
    assert href(pages["service"]) == "/en/get-help/night-lamp/"
    with discreetly():
        assert href(pages["service"]) == inside(pages["service"])
        assert open_href(pages["service"]) == "/en/get-help/night-lamp/"
        assert href(pages["home"]) == "/en/p/"


def test_a_failure_inside_stays_inside(pages, monkeypatch, rf):
    def broken(*args, **kwargs):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("hub.views.discreet.serve", broken)
    response = Client(raise_request_exception=False).get(inside(pages["about"]))
    assert response.status_code == 500
    html = soup(response)
    assert " ".join(html.title.text.split()) == "Page · Harbour"
    assert len(ways_out(html)) == 1
    assert b"/p/" not in server_error(rf.get("/en/about-us/")).content


def test_the_section_that_the_reader_is_in_is_marked_inside_too(client):
    section = factories.section("Get help", show_in_menus=True)
    service = factories.service(parent=section)
    assert soup(client.get(inside(service))).select_one(".sections a[aria-current]")["href"] == inside(section)


def test_reading_inside_asks_the_database_hardly_more(client, pages, django_assert_max_num_queries):
    for address in (href(pages["service"]), inside(pages["service"])):
        client.get(address)
    with CaptureQueriesContext(connection) as outside:
        client.get(href(pages["service"]))
    with django_assert_max_num_queries(len(outside) + 2):
        client.get(inside(pages["service"]))
