"""Editors see where help is missing, without seeing any single search, and are led to what to do about it."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from resources import codes
from resources.admin.learning.gaps import last_months
from resources.models import Alert, Channel, ServiceArea, ServiceLanguage, ServicePage
from search.models import Gap, SearchDocument
from tests import factories, people

pytestmark = pytest.mark.django_db
GAPS, MATRIX = "/admin/reports/what-is-missing/", "/admin/reports/help-from-a-distance/"


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(factories.administrator())
    return client


def soup(answer: Any) -> BeautifulSoup:
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def gap(number: int, topic: str = "asylum", language: str = "ar", country: str = "MA", back: int = 0) -> None:
    Gap.objects.create(topic=topic, language=language, country=country, month=last_months()[back], number=number)


def rows(page: BeautifulSoup) -> list[list[str]]:
    return [[" ".join(cell.get_text(" ").split()) for cell in row.find_all("td")] for row in page.select("table.hub-list tbody tr")]


def service(title: str, area: str = "001", speaks: str = "en", topic: str = "asylum", **more: Any) -> ServicePage:
    found = {
        "areas": [ServiceArea(area=factories.area(area))],
        "languages": [ServiceLanguage(code=speaks)],
        "channels": [Channel(kind=codes.ChannelKind.CHAT, address="https://chat.example.org/")],
    }
    return factories.service(title, revision=False, topics=[topic], **found, **more)


class TestWhatIsMissing:
    def test_begins_at_five_and_is_rounded_down(self, admin):
        gap(4, "housing")
        gap(9)
        (row,) = rows(soup(admin.get(GAPS)))
        assert [row[1], row[2], row[3]] == ["Language Arabic", "Country Morocco", "How often at least 5"]
        assert "9" not in " ".join(row)

    def test_adds_up_twelve_months_and_tells_those_that_may_be_told(self, admin):
        gap(4)
        gap(3, back=1)
        gap(12, back=11)
        (row,) = rows(soup(admin.get(GAPS)))
        assert row[3].endswith(" 15")
        assert re.findall(r": (\d+)", row[4]) == ["10"]

    def test_forgets_what_is_older(self, admin):
        now = last_months()[0]
        Gap.objects.create(topic="asylum", language="ar", month=date(now.year - 1, now.month, 1), number=50)
        assert rows(soup(admin.get(GAPS))) == []

    def test_has_the_most_first_and_can_be_narrowed(self, admin):
        gap(6)
        gap(30, "housing", "fr", "")
        gap(11, "housing", "ar", "MA", back=2)
        every = rows(soup(admin.get(GAPS)))
        assert [row[3].split()[-1] for row in every] == ["30", "10", "5"]
        assert len(rows(soup(admin.get(f"{GAPS}?language=fr")))) == 1
        assert len(rows(soup(admin.get(f"{GAPS}?country=MA")))) == 2
        assert len(rows(soup(admin.get(f"{GAPS}?month={last_months()[2]:%Y-%m}")))) == 1
        assert len(rows(soup(admin.get(f"{GAPS}?language=xx&month=2026-99")))) == 3

    def test_leads_to_a_new_service_with_what_is_known_filled_in(self, admin):
        factories.section()
        gap(8)
        page = soup(admin.get(GAPS))
        make = page.find("a", href=re.compile(r"^/admin/services/new/"))
        form = soup(admin.get(make["href"]))
        assert form.find(id="id_topic").find(selected=True)["value"] == "asylum"
        assert form.find(id="id_area")["value"] == "Morocco (MA)"
        assert [box["value"] for box in form.select("#id_languages [checked]")] == ["ar"]
        look = page.find("a", href=re.compile(r"^/admin/services/\?"))
        assert admin.get(look["href"]).status_code == 200

    def test_goes_along_as_a_table_with_the_same_rounding_and_without_formulas(self, admin):
        from openpyxl import load_workbook

        gap(9)
        gap(3, "housing")
        lines = b"".join(admin.get(f"{GAPS}?export=csv").streaming_content).decode().splitlines()
        assert lines[0] == "Topic,Language,Country,How often at least"
        assert len(lines) == 2
        assert lines[1].endswith("Arabic,Morocco,5")
        sheet = load_workbook(io.BytesIO(b"".join(admin.get(f"{GAPS}?export=xlsx").streaming_content))).active
        assert [cell.value for cell in sheet[2]][1:] == ["Arabic", "Morocco", 5]

    @pytest.mark.parametrize("many", [20, 200])
    def test_stays_quick(self, admin, many):
        month = last_months()[0]
        pairs = [(topic, language) for topic in ("asylum", "housing", "coming-out") for language in ("en", "fr", "ar")]
        countries = ["", *(f"{chr(65 + one // 20)}{chr(65 + one % 20)}" for one in range(many // 9))]
        Gap.objects.bulk_create(
            Gap(topic=topic, language=language, country=one, month=month, number=7) for topic, language in pairs for one in countries
        )
        admin.get(GAPS)
        with CaptureQueriesContext(connection) as asked:
            assert admin.get(GAPS).status_code == 200
        assert len(asked) <= 22


class TestHelpFromADistance:
    def cells(self, page: BeautifulSoup, name: str) -> dict[str, str]:
        table = page.find("table", class_="hub-matrix")
        heads = [one.get_text(strip=True) for one in table.select("thead th")][1:]
        row = next(one for one in table.select("tbody tr") if one.th.get_text(strip=True) == name)
        return {head: cell.a.find(string=True, recursive=False).strip() for head, cell in zip(heads, row.find_all("td"), strict=True)}

    def label(self, topic: str) -> str:
        return str(factories.concept(topic).labels.get(language="en").preferred)

    def test_counts_services_by_topic_and_language_for_people_everywhere_in_an_area(self, admin):
        service("World")
        service("France", area="FR", speaks="fr")
        service("Island of France", area="FR-IDF", speaks="ar")
        everywhere = self.cells(soup(admin.get(MATRIX)), self.label("asylum"))
        assert everywhere == {language: "1" if language == "English" else "none" for language in everywhere}
        there = self.cells(soup(admin.get(f"{MATRIX}?area=FR")), self.label("asylum"))
        assert (there["English"], there["French"], there["Arabic"]) == ("1", "1", "none")

    def test_counts_a_family_once_and_only_who_can_be_found_and_takes_people_now(self, admin):
        factories.translate(service("Seen"), "fr")
        service("Hidden", listed=False)
        service("Draft", publish=False)
        service("Full", alerts=[Alert(kind=codes.AlertKind.FULL, starts_on=timezone.localdate())])
        factories.service("No area", revision=False, topics=["asylum"])
        assert self.cells(soup(admin.get(MATRIX)), self.label("asylum"))["English"] == "1"

    def test_leads_from_a_number_to_these_services_and_from_none_to_a_new_one(self, admin):
        factories.section()
        service("World")
        service("Narrower", topic="asylum-claim")
        service("France", area="FR")
        service("Another topic", topic="coming-out")
        page = soup(admin.get(f"{MATRIX}?area=DE"))
        row = next(one for one in page.select(".hub-matrix tbody tr") if one.th.get_text(strip=True) == self.label("asylum"))
        cell = next(one for one in row.find_all("td") if "English" in one.get_text())
        assert cell.a.find(string=True, recursive=False).strip() == "2"
        found = admin.get(cell.a["href"]).context["object_list"]
        assert sorted(one.title for one in found) == ["Narrower", "World"]
        empty = next(one for one in row.find_all("td") if "Arabic" in one.get_text())
        assert parse_qs(urlsplit(empty.a["href"]).query) == {"topic": ["asylum"], "language": ["ar"], "area": ["DE"]}
        assert soup(admin.get(empty.a["href"])).find(id="id_area")["value"] == "Germany (DE)"

    def test_tells_an_empty_cell_by_more_than_its_colour_in_picture_and_table(self, admin):
        service("World")
        page = soup(admin.get(MATRIX))
        empty = page.select("svg .hub-heat-0")
        assert empty
        assert all(one.find("path") for one in empty)
        assert not any(one.find("path") for one in page.select("svg .hub-heat-1"))
        assert not page.select("main [style]")
        assert "none" in page.find("td", class_="hub-heat-0").get_text()

    def test_has_a_second_one_for_a_topic_areas_by_languages(self, admin):
        service("France", area="FR", speaks="fr")
        world = soup(admin.get(f"{MATRIX}?topic=asylum"))
        assert self.cells(world, "Western Europe")["French"] == "none"
        region = soup(admin.get(f"{MATRIX}?topic=asylum&area=155"))
        assert self.cells(region, "France")["French"] == "1"
        assert self.cells(region, "Germany")["French"] == "none"

    def test_has_every_language_of_help_if_asked(self, admin):
        service("Turkish", speaks="tr")
        service("Signed", speaks="fsl")
        assert "Turkish" not in self.cells(soup(admin.get(MATRIX)), self.label("asylum"))
        every = self.cells(soup(admin.get(f"{MATRIX}?languages=all")), self.label("asylum"))
        assert (every["Turkish"], every["French Sign Language"]) == ("1", "1")

    def test_takes_anything_in_its_address(self, admin):
        assert admin.get(f"{MATRIX}?area=XX&topic=nothing&languages=%00").status_code == 200

    @pytest.mark.parametrize("many", [20, 200])
    def test_stays_quick(self, admin, many, django_assert_max_num_queries):
        page, now = factories.home(), timezone.now()
        reach = ("from:001:any", "from:001:fr")
        SearchDocument.objects.bulk_create(
            SearchDocument(key=f"x{one}", page=page, family=one, version=1, kind="service", topics=("asylum",), reach=reach, updated=now)
            for one in range(many)
        )
        admin.get(MATRIX)
        for address in (MATRIX, f"{MATRIX}?topic=asylum&languages=all", f"{MATRIX}?area=FR"):
            with django_assert_max_num_queries(22):
                assert admin.get(address).status_code == 200


class TestWhoSees:
    def test_those_who_keep_facts_find_both_in_the_menu(self, client):
        client.force_login(people.moderator())
        menu = client.get("/admin/").content.decode()
        for address in (GAPS, MATRIX):
            assert address in menu
            assert client.get(address).status_code == 200

    def test_translators_see_neither(self, client):
        factories.translate(factories.home(), "fr", title="Le Port")
        client.force_login(people.translator("fr"))
        menu = client.get("/admin/").content.decode()
        for address in (GAPS, MATRIX):
            assert address not in menu
            assert client.get(address).status_code == 302
            assert not client.get(address, follow=True).redirect_chain[-1][0].endswith(address)

    def test_nobody_without_an_account(self, client):
        assert client.get(GAPS).status_code == 302


def test_a_service_made_for_a_gap_is_on_its_topic(client):
    client.force_login(people.moderator())
    section = factories.section()
    sent = {
        "section": section.pk,
        "title": "New lamp",
        "contact": "email",
        "address": "lamp@example.org",
        "languages": ["ar"],
        "area": "Morocco (MA)",
    }
    address = f"{reverse('service_short')}?topic=asylum&language=ar&area=MA"
    answer = client.post(address, {**sent, "topic": "asylum", "draft": "1"})
    assert answer.status_code == 302, answer.context["form"].errors
    made = ServicePage.objects.get(title="New lamp").get_latest_revision_as_object()
    assert [one.code for one in made.topics.all()] == ["asylum"]


def test_the_short_form_asks_for_no_topic_where_none_is_named_and_takes_no_unknown_one(client):
    client.force_login(people.moderator())
    factories.section()
    for query in ("", "?topic=nothing&area=XX&language=xx"):
        page = soup(client.get(reverse("service_short") + query))
        assert page.find(id="id_topic") is None
