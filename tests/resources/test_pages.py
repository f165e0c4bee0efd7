"""The pages as readers get them: in every language, without words, in preview before anything is saved, at a price that does not grow."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hub import languages
from hub.href import href
from resources.models import OpeningHours, Phone, ServiceArea
from tests import factories, many

pytestmark = pytest.mark.django_db


def test_a_service_is_reached_by_tapping_its_number(client: Client):
    factories.full_service(alerts=[])
    answer = client.get("/en/get-help/night-lamp/")
    html = answer.content.decode()
    assert 'href="tel:+33199001234"' in html
    assert 'href="mailto:help@example.org"' in html
    assert "A call stays in the call list of the phone it is made from" in html
    assert "These facts were checked on" in html
    assert "1 rue de l’Exemple" in html
    assert not answer.cookies


@pytest.mark.parametrize("code", languages.codes())
def test_a_service_answers_with_its_facts_in_every_language(client: Client, code: str):
    factories.full_service()
    answer = client.get(f"/{code}/get-help/night-lamp/")
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "+33 1 99 00 12 34" in html
    assert ("Someone to talk to" in html) == (code == "en"), "words that the reader may not read"
    assert answer.headers.get("X-Robots-Tag") == (None if code == "en" else "noindex")


def test_a_service_without_words_names_every_language_that_it_can_be_read_in(client: Client):
    factories.translate(factories.full_service(), "fr")
    html = client.get("/ar/get-help/night-lamp/").content.decode()
    for code in ("en", "fr"):
        assert f'href="/{code}/get-help/night-lamp/" lang="{code}" dir="ltr" hreflang="{code}"' in " ".join(html.split()), code


def test_a_changed_number_is_changed_in_every_language_at_once(client: Client):
    service = factories.full_service()
    factories.translate(service, "fr", title="Lampe")
    service.phones = [Phone(number="+33199005678")]
    factories.publish_page(service)
    html = client.get("/fr/get-help/night-lamp/").content.decode()
    assert "+33 1 99 00 56 78" in html
    assert "+33 1 99 00 12 34" not in html


def test_drafts_of_facts_stay_unseen_until_they_are_published(client: Client):
    service = factories.full_service()
    service.phones = [Phone(number="+33199005678")]
    service.save_revision()
    assert "56 78" not in client.get("/en/get-help/night-lamp/").content.decode()


def test_a_section_shows_who_is_there_now_and_how_to_reach_them(client: Client):
    factories.service("Always there", opening_hours=[factories.always()], phones=[Phone(number="+33199001234")])
    html = client.get("/en/get-help/").content.decode()
    assert "Open day and night" in html
    assert "tel:+33199001234" in html


def test_an_organisation_lists_the_help_it_gives(client: Client):
    factories.full_service()
    html = client.get("/en/get-help/night-lamp-network/").content.decode()
    assert "/en/get-help/night-lamp/" in html
    assert client.get("/ar/get-help/night-lamp-network/").status_code == 200


def test_a_guide_says_where_it_holds_and_what_it_is_not(client: Client):
    factories.guide("Name change", areas=["FR"], not_legal_advice=True)
    html = client.get("/en/get-help/name-change/").content.decode()
    assert "France" in html
    assert "not legal advice" in html


@pytest.mark.parametrize(
    "make", [factories.full_service, factories.organisation, factories.guide, factories.section, factories.standard_page, factories.home]
)
def test_every_template_shows_a_page_that_is_not_saved_yet(make):
    draft = make().get_latest_revision_as_object()
    draft.title = "Not saved yet"
    answer = draft.make_preview_request(preview_mode="")
    assert answer.status_code == 200
    assert "Not saved yet" in answer.render().content.decode() or make is factories.home


def test_the_preview_shows_facts_that_are_not_saved_yet():
    service = factories.full_service()
    draft = type(service)(title="New", slug="new", locale=service.locale, path="000100010001ZZZZ", depth=4, url_path="/home/get-help/new/")
    draft.phones = [Phone(number="+33199009999", hours=[factories.always(factories.PhoneHours)])]
    draft.opening_hours = [OpeningHours(always=True, zone="UTC")]
    draft.areas = [ServiceArea(area=factories.area("MA"))]
    html = draft.make_preview_request(preview_mode="").render().content.decode()
    assert "+33 1 99 00 99 99" in html
    assert "Morocco" in html


def test_the_preview_of_a_translation_shows_its_words_with_the_published_facts():
    service = factories.full_service()
    french = factories.translate(service, "fr", publish=False, title="Lampe")
    html = french.make_preview_request(preview_mode="").render().content.decode()
    assert "Lampe" in html
    assert "+33 1 99 00 12 34" in html


@pytest.mark.parametrize(
    ("summary", "body", "shown"),
    [
        ("Leave it off & rest.", "<h2>First</h2><p>Leave <b>it</b> off &amp; rest. More.</p>", False),
        ("Leave it o…", "<p>Leave it off.</p>", False),
        ("", "<p>Leave it off.</p>", False),
        ("What to do.", "<p>Leave it off.</p>", True),
        ("What to do.", "", True),
    ],
)
def test_nobody_has_to_read_the_first_sentence_of_a_guide_twice(client: Client, summary: str, body: str, shown: bool):
    guide = factories.guide(summary=summary, body=[("text", body)] if body else [])
    html = client.get(href(guide)).content.decode()
    assert ('<p class="lead">' in html) == shown


ADDRESSES = {
    "/en/": 21,
    "/en/get-help/": 22,
    "/en/get-help/service-000/": 36,
    "/ar/get-help/service-000/": 36,
    "/en/get-help/night-lamp-network/": 36,
}


def queries(client: Client, address: str) -> Counter[str]:
    """What a page asks the database the second time, whatever the numbers in it."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return Counter(re.sub(r"[\d, ]*\d", "1", one["sql"]) for one in asked)


def test_no_page_asks_the_database_more_often_where_there_is_more(client: Client):
    first = many.services(20)[0]
    few = {address: queries(client, address) for address in ADDRESSES}
    many.copies(first, 180)
    crowd = {address: queries(client, address) for address in ADDRESSES}
    assert {address: asked - few[address] for address, asked in crowd.items() if asked.total() > few[address].total()} == {}
    assert {address: asked.total() for address, asked in crowd.items() if asked.total() > ADDRESSES[address]} == {}
