"""Editors find the services that need them: by status, topic, area, language, way, check and words, in a list that stays quick."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from resources import codes
from resources.models import Channel, Location, Phone, ServiceArea, ServiceLanguage, Verification
from tests import factories, many
from translation.models import TranslationState

pytestmark = pytest.mark.django_db
SERVICES, ORGANISATIONS = "/admin/services/", "/admin/organisations/"


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(factories.administrator())
    return client


def titles(admin: Client, query: str = "", address: str = SERVICES) -> list[str]:
    answer = admin.get(f"{address}?{query}")
    assert answer.status_code == 200
    return [page.title for page in answer.context["object_list"]]


def table(admin: Client, address: str = SERVICES) -> str:
    html = admin.get(address).content.decode()
    return unescape(" ".join(BeautifulSoup(html, "html.parser").find("table", class_="listing").get_text(" ").split()))


def test_a_family_is_one_row_that_tells_its_facts_and_the_state_of_its_words(admin: Client):
    service = factories.full_service()
    factories.translate(service, "fr")
    arabic = factories.translate(service, "ar")
    TranslationState.objects.update_or_create(page=arabic, defaults={"source_changed_on": timezone.now()})
    factories.translate(service, "es", publish=False)
    assert titles(admin) == ["Night Lamp"]
    shown = table(admin)
    for text in ("Help line", "Active", "From anywhere", "French; French Sign Language; Arabic, through an interpreter", "Next on"):
        assert text in shown, text
    assert "English, Français, العربية; out of date: العربية" in shown


def test_both_lists_are_in_the_menu_and_open_the_form(admin: Client):
    service = factories.full_service()
    menu = admin.get("/admin/").content.decode()
    assert SERVICES in menu
    assert ORGANISATIONS in menu
    assert f"/admin/pages/{service.pk}/edit/" in admin.get(SERVICES).content.decode()
    assert titles(admin, address=ORGANISATIONS) == ["Night Lamp Network"]


def test_new_services_can_be_made_from_the_list(admin: Client):
    factories.section()
    assert admin.get(f"{SERVICES}choose_parent/").status_code in (200, 302)


def three_services() -> None:
    """One of each sort that an editor looks for."""
    today = date.today()
    clinic = factories.service(
        "Clinic",
        type=codes.ServiceType.CLINIC,
        topics=["hiv"],
        areas=[ServiceArea(area=factories.area("MA"))],
        languages=[ServiceLanguage(code="fsl"), ServiceLanguage(code="fr")],
        channels=[Channel(kind=codes.ChannelKind.CHAT, address="https://chat.example.org/")],
        phones=[Phone(number="+33644620000", kind=codes.PhoneKind.WHATSAPP)],
        locations=[Location(kind=codes.LocationKind.WITHHELD, area=factories.area("MA"))],
        verifications=[
            Verification(on=today - timedelta(days=400), how="phone", due=today - timedelta(days=200)),
            Verification(on=today, how="phone", due=today + timedelta(days=200)),
        ],
    )
    check = Verification(on=today - timedelta(days=400), how="phone", due=today)
    factories.service("Gone", status=codes.Status.DEFUNCT, verifications=[check])
    factories.service("Plain")
    french = factories.translate(clinic, "fr", title="Clinique")
    TranslationState.objects.update_or_create(page=french, defaults={"source_changed_on": timezone.now()})


@pytest.fixture
def three(kept_three: None, db: None) -> None:
    """They are there."""


@pytest.fixture(scope="module")
def kept_three(kept) -> None:
    kept(three_services)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=defunct", ["Gone"]),
        ("type=clinic", ["Clinic"]),
        ("topic=hiv", ["Clinic"]),
        ("area=MA", ["Clinic"]),
        ("help_language=fsl", ["Clinic"]),
        ("channel=chat", ["Clinic"]),
        ("channel=whatsapp", ["Clinic"]),
        ("channel=in-person", ["Clinic"]),
        ("channel=fax", []),
        ("verification=due", ["Gone"]),
        ("verification=never", ["Plain"]),
        ("missing=fr", ["Gone", "Plain"]),
        ("missing=en", []),
        ("outdated=fr", ["Clinic"]),
        ("outdated=es", []),
        ("topic=hiv&channel=chat", ["Clinic"]),
        ("status=nonsense", ["Clinic", "Gone", "Plain"]),
        ("q=plain", ["Plain"]),
        ("q=Clinique", ["Clinic"]),
        ("q=i&topic=hiv", ["Clinic"]),
    ],
)
def test_filters_find_what_needs_an_editor(admin: Client, three: None, query: str, found: list[str]):
    assert sorted(titles(admin, query)) == found


def test_the_filters_name_topics_areas_and_languages(admin: Client):
    factories.full_service()
    html = unescape(admin.get(SERVICES).content.decode())
    for label in ("Somewhere safe to stay", "France", "French Sign Language", "Check is due"):
        assert label in html, label


def test_somebody_without_rights_to_pages_sees_no_list(client: Client):
    client.force_login(factories.User.objects.create_user("nobody", "", "password"))
    assert client.get(SERVICES).status_code == 302


def asked(admin: Client, address: str) -> int:
    admin.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert admin.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("address", [SERVICES, ORGANISATIONS])
def test_the_lists_ask_the_database_as_often_for_many_rows_as_for_few(admin: Client, address: str):
    first = many.services(20)[0]
    factories.translate(first, "fr")
    many.copies(first.organisation, 19)
    few = asked(admin, address)
    many.copies(first, 180)
    many.copies(factories.OrganisationPage.objects.get(pk=first.organisation_id), 180)
    assert asked(admin, address) <= few
