"""The light way: no picture unless it is asked for, and no link that leads out of it unasked."""

from __future__ import annotations

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.test import Client, override_settings
from django.urls import get_script_prefix
from wagtail.images.tests.utils import get_test_image_file

from hub.href import document_href, href, open_href
from hub.models import HubDocument, HubImage
from hub.views.errors import server_error
from resources.models import GuidePage, ServicePage
from safety.discreet import discreetly
from safety.light import in_language, lightly
from search import indexer
from tests import factories

pytestmark = pytest.mark.django_db


def with_pictures() -> tuple[GuidePage, list[HubImage], HubDocument, ServicePage]:
    """A guide that shows pictures and offers a file, and a service that the search finds."""
    images = [HubImage.objects.create(title="bench", file=get_test_image_file(f"{name}.png", size=(500, 300))) for name in ("one", "two")]
    for image in images:
        image.make_sizes()
    document = HubDocument.objects.create(title="Letter", file=ContentFile(b"words", name="letter.txt"))
    text = f'<p><a linktype="page" id="{factories.home().pk}">home</a></p>'
    blocks = [
        {"type": "text", "value": text},
        {"type": "document", "value": {"document": document.pk, "title": ""}},
        *({"type": "image", "value": {"image": image.pk, "alt": f"A {image.file.name}", "decorative": False, "caption": ""}} for image in images),
        {"type": "image", "value": {"image": images[1].pk, "alt": "", "decorative": True, "caption": ""}},
    ]
    guide = factories.guide(summary="What to note.", body=json.dumps(blocks))
    service = factories.full_service(show_in_menus=True)
    factories.translate(guide, "fr")
    indexer.update()
    return guide, images, document, service


@pytest.fixture(scope="module")
def kept_pages(kept, tmp_path_factory):
    """They, and the folder of their index and files, made once for the module."""
    folder = tmp_path_factory.mktemp("light")
    with override_settings(HUB_DATA=folder, MEDIA_ROOT=folder):
        return kept(with_pictures), folder


@pytest.fixture
def pages(kept_pages, settings, db):
    (guide, images, document, _service), settings.HUB_DATA = kept_pages
    settings.MEDIA_ROOT = settings.HUB_DATA
    return {"guide": GuidePage.objects.get(pk=guide.pk), "images": [HubImage.objects.get(pk=one.pk) for one in images], "document": document}


@pytest.fixture
def service(kept_pages, pages):
    return ServicePage.objects.get(pk=kept_pages[0][3].pk)


def soup(response):
    return BeautifulSoup(response.content.decode(), "html.parser")


def links(html):
    for link in html.select("a[href], form[action], link[rel=alternate]"):
        address = link.get("href") or link["action"]
        if address.startswith("/"):
            yield address


def test_no_link_of_any_page_leads_out_of_the_light_way_but_the_one_that_says_so(client, service):
    waiting = ["/light/en/", f"/light/en/report/{service.pk}/", "/light/ar/nowhere/", "/light/en/search/?q=lamp", "/light/en/p/"]
    seen = set()
    while waiting and len(seen) < 30:
        address = waiting.pop(0)
        seen.add(address)
        response = client.get(address)
        assert response.status_code in (200, 404), address
        html = soup(response)
        out = [one for one in links(html) if not one.startswith("/light/") and one != "/admin/login/"]
        assert out == [html.select_one(".foot a[href^='/en'], .foot a[href^='/ar']")["href"]], address
        waiting += [one for one in links(html) if one not in seen and re.match(r"/light/(en|ar)/", one) and one not in waiting]
    assert len(seen) > 20


def test_a_page_shows_words_for_its_pictures_and_each_when_it_is_asked_for(client, pages):
    first, second = pages["images"]
    html = soup(client.get(f"/light{href(pages['guide'])}"))
    assert html.select("main img") == []
    asked = html.select("main .left-out a")
    assert [one["href"] for one in asked] == [f"?picture={first.pk}#picture-{first.pk}", f"?picture={second.pk}#picture-{second.pk}"]
    assert re.search(r"Show the picture \([\d.]+\s(bytes|KB)\)", " ".join(asked[0].text.split()))
    html = soup(client.get(f"/light{href(pages['guide'])}{asked[0]['href'].split('#')[0]}"))
    [img] = html.select("main img")
    assert (img["id"], img.get("srcset"), img["alt"]) == (f"picture-{first.pk}", None, f"A {first.file.name}")
    assert html.select("main .left-out a")[0]["href"] == f"?picture={first.pk}&picture={second.pk}#picture-{second.pk}"


def test_a_logo_is_left_out_and_leaves_no_gap(client, pages):
    organisation = factories.organisation(logo=pages["images"][0])
    html = soup(client.get(f"/light{href(organisation)}"))
    assert html.select("main img, main .left-out") == []


def test_the_switch_stands_in_the_foot_of_every_page_and_leads_to_the_same_page(client, pages):
    address = href(pages["guide"])
    switch = soup(client.get(address)).select_one(".foot a[rel=nofollow]")
    assert (switch["href"], switch.text) == (f"/light{address}", "Use less data: leave pictures out")
    html = soup(client.get(switch["href"]))
    assert html.find("a", string="Show pictures")["href"] == address


def test_search_engines_know_one_page(client, pages):
    address = href(pages["guide"])
    response = client.get(f"/light{address}")
    html = soup(response)
    assert html.find("link", rel="canonical")["href"] == address
    assert html.find("meta", attrs={"name": "robots"})["content"] == response["X-Robots-Tag"] == "noindex"
    assert not client.get(address).has_header("X-Robots-Tag")


def test_it_goes_together_with_the_discreet_way(client, pages):
    address = f"/light/en/p/{pages['guide'].pk}/"
    html = soup(client.get(address))
    assert " ".join(html.title.text.split()) == "Page · Harbour"
    assert html.select("main img") == []
    assert html.find("link", rel="canonical")["href"] == href(pages["guide"])
    assert html.find("a", string="Show pictures")["href"] == f"/en/p/{pages['guide'].pk}/", "stays discreet"
    assert html.find("a", string="Leave the discreet way")["href"] == f"/light{href(pages['guide'])}", "stays light"
    assert client.get(f"/light/en/p/file/{pages['document'].pk}/").status_code == 200


def test_addresses_inside_lead_inside_and_those_for_search_engines_do_not(pages):
    guide = pages["guide"]
    with lightly():
        assert href(guide) == "/light/en/get-help/how-to-report-threats/"
        assert open_href(guide) == "/en/get-help/how-to-report-threats/"
        assert in_language(href(guide), "fr") == "/light/fr/get-help/how-to-report-threats/"
        with discreetly():
            assert href(guide) == f"/light/en/p/{guide.pk}/"
    assert href(guide) == "/en/get-help/how-to-report-threats/"


def test_a_browser_that_saves_data_gets_no_picture_and_caches_tell_both_apart(client, pages):
    address = href(pages["guide"])
    plain, saving = client.get(address), client.get(address, headers={"save-data": "on"})
    assert len(soup(plain).select("main img")) == 3
    assert soup(saving).select("main img") == []
    assert "Save-Data" in plain["Vary"]
    assert "Save-Data" in saving["Vary"]
    assert "Save-Data" not in client.get("/en/").get("Vary", "")
    assert not saving.has_header("X-Robots-Tag")


def test_documents_the_exit_and_the_way_to_sign_in_work_from_there(client, pages):
    with lightly():
        document = document_href(pages["document"])
    assert document.startswith("/light/documents/")
    assert b"".join(client.get(document).streaming_content) == b"words"
    assert client.get("/light/exit/?in=en").status_code == 302
    assert soup(client.get("/light/en/nowhere/")).select_one("main a[href='/admin/login/']")
    assert client.get("/light/admin/login/", follow=True).status_code == 404, "the admin has one address, and its own policy"


def test_the_bare_address_leads_to_the_language_of_the_browser_and_a_slash_is_added(client, pages):
    assert client.get("/light/", headers={"accept-language": "ar"})["Location"] == "/light/ar/"
    assert client.get("/light/en/get-help")["Location"] == "/light/en/get-help/"


def test_search_report_and_results_as_json_stay_light(client, service):
    html = soup(client.post("/light/en/search/", {"q": "lamp"}))
    assert html.select_one("#ask")["action"] == "/light/en/search/"
    assert all(one["href"].startswith("/light/") for one in html.select("main ol h3 a"))
    answer = client.get("/light/en/search/?q=lamp", headers={"accept": "application/json"}).json()
    assert all(result["url"].startswith("/light/en/") for step in answer["steps"] for result in step["results"])
    sent = client.post(f"/light/en/report/{service.pk}/", {"kind": "number", "text": "Nobody answers."})
    assert soup(sent).select("main a[href^='/light/en/']")


def test_nothing_of_it_is_left_for_the_next_reader_and_no_cookie_is_set(client, pages, monkeypatch, rf):
    response = client.get("/light/en/")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"].startswith("public")
    monkeypatch.setattr("hub.views.elsewhere.pages_elsewhere", lambda *args: 1 / 0)
    broken = Client(raise_request_exception=False).get("/light/en/nowhere/")
    assert broken.status_code == 500
    assert soup(broken).select_one("main a")["href"] == "/light/en/"
    assert get_script_prefix() == "/"
    assert b'href="/en/"' in server_error(rf.get("/en/")).content
