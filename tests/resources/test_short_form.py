"""A new service in ten inputs: what is known after one call is enough, what is wrong is said beside its input, what is not known is said to be so."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from hub.href import href
from resources.admin.contact import facts_of, tidy
from resources.models import OrganisationPage, ServicePage
from tests import factories, people

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/services/new/"


@pytest.fixture
def moderator(client):
    user = people.moderator()
    client.force_login(user)
    return user


@pytest.fixture
def section():
    return factories.section("Talk")


def given(shelf, **more):
    return {
        "section": str(shelf.pk),
        "title": "Evening line",
        "organisation": "",
        "type": "helpline",
        "contact": "phone",
        "address": "+33 199 00 12 34",
        "languages": ["fr", "ar"],
        "another": "",
        "area": "France (FR)",
        "summary": "",
        **more,
    }


def soup(answer):
    return BeautifulSoup(answer.content.decode(), "html.parser")


def inputs(page):
    return {field["name"] for field in page.select("main form [name]") if field.get("type") != "hidden"} - {"publish", "draft", "next"}


def test_has_no_more_than_twelve_inputs_and_is_in_the_menu_and_above_the_list(client, moderator, section):
    assert len(inputs(soup(client.get(ADDRESS)))) <= 12
    for address in ("/admin/", reverse("services:index")):
        assert ADDRESS in client.get(address).content.decode()


def test_publish_now_makes_a_page_that_readers_find_and_leads_to_it(client, moderator, section):
    answer = client.post(ADDRESS, given(section, organisation="Harbour Network", summary="Somebody listens.", publish="1"))
    service = ServicePage.objects.get(title="Evening line")
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[service.pk])
    assert service.live
    assert service.get_parent().pk == section.pk
    assert (service.type, service.summary, service.organisation.title) == ("helpline", "Somebody listens.", "Harbour Network")
    assert [phone.number for phone in service.phones.all()] == ["+33199001234"]
    assert {row.code for row in service.languages.all()} == {"fr", "ar"}
    assert [row.area.code for row in service.areas.all()] == ["FR"]
    assert service.organisation.live
    client.logout()
    assert "tel:+33199001234" in client.get(href(service)).content.decode()


def test_save_as_a_draft_shows_nobody_anything_yet(client, moderator, section):
    client.post(ADDRESS, given(section, organisation="Harbour Network", draft="1"))
    service = ServicePage.objects.get(title="Evening line")
    assert not service.live
    assert not service.organisation.live
    assert service.latest_revision
    assert service.owner == moderator
    client.logout()
    assert client.get("/en/talk/evening-line/").status_code == 404


def test_what_nobody_knows_is_one_sentence_and_no_list(client, moderator, section):
    client.post(ADDRESS, given(section, publish="1"))
    page = soup(client.get(href(ServicePage.objects.get(title="Evening line"))))
    private = next(part for part in page.select("section") if part.h2 and "What stays private" in part.h2.text)
    assert len(private.select("p")) == 1
    assert "We know nothing about this yet" in private.p.text
    assert private.select("li, details") == []


def test_where_something_is_known_the_rest_is_still_listed(client, section):
    page = soup(client.get(href(factories.full_service())))
    assert "What we do not know" in [one.text for one in page.select("section details.more summary")]


@pytest.mark.parametrize("name", ["Harbour Network", "harbour network ", "Réseau du port"])
def test_a_known_organisation_is_used_by_its_name_in_any_language(client, moderator, section, name):
    known = factories.organisation("Harbour Network")
    factories.translate(known, "fr", title="Réseau du port")
    client.post(ADDRESS, given(section, organisation=name, publish="1"))
    assert ServicePage.objects.get(title="Evening line").organisation == known
    assert OrganisationPage.objects.filter(facts_page=None).count() == 1


def test_a_new_organisation_stands_beside_the_others(client, moderator, section):
    shelf = factories.section("Organisations")
    factories.organisation("Harbour Network", shelf)
    client.post(ADDRESS, given(section, organisation="Paper Boat", publish="1"))
    assert OrganisationPage.objects.get(title="Paper Boat").get_parent().pk == shelf.pk


@pytest.mark.parametrize(
    ("contact", "address", "held"),
    [
        ("phone", "0033 (199) 00-12-34", {"phones": ("voice", "+33199001234")}),
        ("phone", "112", {"phones": ("voice", "112")}),
        ("phone", "\u202d+33 199 00 12 34\u202c", {"phones": ("voice", "+33199001234")}),
        ("whatsapp", "+33 6 44 62 00 00", {"phones": ("whatsapp", "+33644620000")}),
        ("email", " help@example.org ", {"channels": ("email", "help@example.org")}),
        ("chat", "chat.example.org", {"channels": ("chat", "https://chat.example.org")}),
        ("website", "https://lamp.example.org/", {"website": "https://lamp.example.org/"}),
    ],
)
def test_a_contact_is_understood_as_people_write_it(contact, address, held):
    found = facts_of(contact, tidy(contact, address))
    plain = {
        name: value if isinstance(value, str) else (value[0].kind, getattr(value[0], "number", "") or value[0].address)
        for name, value in found.items()
    }
    assert plain == held


MISTAKES = [
    {
        "title": ("", "This field is required."),
        "section": ("", "This field is required."),
        "address": ("call us", "international form"),
        "area": ("Atlantis", "Atlantis"),
        "languages": ([], "Choose at least one language."),
        "summary": ("x" * 401, "at most 400 characters"),
    },
    {
        "section": ("999999", "Select a valid choice"),
        "address": ("", "This field is required."),
        "languages": (["xx"], "Select a valid choice"),
    },
    {"contact": ("pigeon", "Select a valid choice")},
]


@pytest.mark.parametrize("mistakes", MISTAKES, ids=len)
def test_each_mistake_is_said_beside_its_input_and_nothing_typed_is_lost(client, moderator, section, mistakes):
    sent = {field: value for field, (value, _said) in mistakes.items()}
    answer = client.post(ADDRESS, given(section, organisation="Harbour Network", **sent, publish="1"))
    assert answer.status_code == 200
    page = soup(answer)
    for field, (_value, said) in mistakes.items():
        assert said in page.select_one(f"[data-field-wrapper]:has([name={field}])").text, field
    assert page.select_one("[name=organisation]")["value"] == "Harbour Network"
    assert "title" in mistakes or page.select_one("[name=title]")["value"] == "Evening line"
    assert not ServicePage.objects.exists()
    assert not OrganisationPage.objects.exists()


@pytest.mark.parametrize(
    ("contact", "address"), [("email", "nobody"), ("chat", "not a place"), ("whatsapp", "+1"), ("website", "ftp://example.org/")]
)
def test_an_address_that_does_not_fit_its_kind_is_refused(client, moderator, section, contact, address):
    answer = client.post(ADDRESS, given(section, contact=contact, address=address, publish="1"))
    assert soup(answer).select_one("[data-field-wrapper]:has([name=address]) .error-message")
    assert not ServicePage.objects.exists()


def test_two_services_of_one_name_get_two_addresses(client, moderator, section):
    for _time in range(2):
        client.post(ADDRESS, given(section, publish="1"))
    assert {service.slug for service in ServicePage.objects.all()} == {"evening-line", "evening-line-2"}


def test_a_language_beside_the_common_ones_is_chosen_from_the_long_list(client, moderator, section):
    client.post(ADDRESS, given(section, languages=[], another="fsl", publish="1"))
    assert [row.code for row in ServicePage.objects.get().languages.all()] == ["fsl"]


class TestWhoMay:
    def test_an_editor_who_may_not_publish_makes_a_draft(self, client, section):
        client.force_login(factories.editor())
        assert "Publish now" not in client.get(ADDRESS).content.decode()
        client.post(ADDRESS, given(section, publish="1"))
        assert not ServicePage.objects.get().live

    def test_an_editor_of_a_section_is_offered_that_section_only(self, client, section):
        other = factories.section("Elsewhere")
        client.force_login(people.section_editor(section))
        assert "Elsewhere" not in client.get(ADDRESS).content.decode()
        assert client.post(ADDRESS, given(other, publish="1")).status_code == 200
        assert not ServicePage.objects.exists()
        client.post(ADDRESS, given(section, organisation="Paper Boat", publish="1"))
        assert ServicePage.objects.get().live
        assert OrganisationPage.objects.get().get_parent().pk == section.pk

    def test_a_translator_has_no_such_form(self, client, section):
        factories.translate(section, "fr")
        client.force_login(people.translator("fr"))
        assert client.get(ADDRESS).status_code == 302
        assert ADDRESS not in client.get("/admin/").content.decode()
        assert client.post(ADDRESS, given(section)).status_code == 302
        assert not ServicePage.objects.exists()
