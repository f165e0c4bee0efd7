"""An editor edits words and all facts of a service in one form, by names, as Wagtail's admin sends it."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text

from resources.admin.fields import AreaByName, AreasByName, ConceptsField, every_area
from resources.models import GuidePage, ServiceArea, ServicePage
from taxonomy.models import Concept
from tests import factories
from tests.forms import of_page as form

pytestmark = pytest.mark.django_db
HOURS = {"days": ["MO", "TU"], "opens": "09:00", "closes": "17:00", "zone": "Africa/Casablanca", "valid_from": "", "valid_until": ""}


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(factories.administrator())
    return client


@pytest.fixture
def opened(opened_page: QueryDict) -> QueryDict:
    """The form of the full service."""
    return opened_page.copy()


def told(page: ServicePage) -> dict[str, Any]:
    """What the page holds, but for the numbers that rows are ordered by."""
    data = page.serializable_data()
    rows = [row for value in data.values() if isinstance(value, list) for row in value if isinstance(row, dict)]
    for one in [*rows, *(below for row in rows for below in row.get("hours", ()))]:
        one.pop("sort_order", None)
    return data


def send(admin: Client, page: Page, data: Any, action: str = "") -> Any:
    """Save as a draft, or with ``action-publish``."""
    data = {name: values if len(values) > 1 else values[0] for name, values in data.lists()} if isinstance(data, QueryDict) else data
    return admin.post(f"/admin/pages/{page.pk}/edit/", {**data, **({action: "1"} if action else {})})


def add(data: QueryDict, name: str, **row: Any) -> None:
    """Add a row to the child relation ``name``, as the button “Add” does."""
    number = int(data[f"{name}-TOTAL_FORMS"])
    data[f"{name}-TOTAL_FORMS"] = str(number + 1)
    hours = row.pop("hours", None)
    fields: dict[str, Any] = {**row, "id": "", "ORDER": str(number + 1), "DELETE": ""}
    if hours is not None:
        below = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
        fields["hours"] = {**below, "0": {**hours, "id": "", "ORDER": "1", "DELETE": ""}}
    days = hours.pop("days") if hours else []
    for key, value in nested_form_data({name: {str(number): {**fields}}}).items():
        if ".days" not in key and not key.endswith(tuple(f"days-{position}" for position in range(7))):
            data[key] = value
    if days:
        data.setlist(f"{name}-{number}-hours-0-days", days)


def test_a_form_that_nobody_changed_changes_nothing(admin: Client, full_service: ServicePage):
    page = full_service
    before = told(page)
    assert send(admin, page, form(admin, page), "action-publish").status_code == 302
    after = told(ServicePage.objects.get(pk=page.pk))
    changing = ("latest_revision", "live_revision", "latest_revision_created_at", "last_published_at", "expect", "start")
    assert {name: value for name, value in after.items() if before[name] != value and name not in changing} == {}


def test_an_editor_adds_rows_of_every_kind_and_publishes_them(admin: Client):
    page = factories.service()
    data = form(admin, page)
    data["who_for"], data["expect"] = "Everybody", rich_text("<p>Somebody answers.</p>")
    data["type"], data["age_from"] = "helpline", "14"
    add(data, "phones", number="+212522000000", kind="voice", on_bill="no", call_cost="free", known_in="Maroc", hours=dict(HOURS))
    add(data, "channels", kind="chat", address="https://chat.example.org/", hours={**HOURS, "days": ["SU"]})
    add(data, "opening_hours", always="on", zone="UTC", opens="", closes="", valid_from="", valid_until="")
    add(data, "languages", code="ar", how="staff")
    add(data, "areas", area="المغرب", residents_only="on")
    add(data, "areas", area="001")
    add(data, "locations", kind="withheld", area="Morocco (MA)", town="", street="Typed by mistake 5", postcode="1", latitude="", longitude="")
    add(data, "costs", kind="fixed", amount="12.50", currency="EUR")
    add(data, "confidentiality", kind="parents", answer="no")
    add(data, "access", kind="captions", answer="yes")
    add(data, "waiting_times", value="5", unit="minute", as_of="2026-03-01", source="")
    add(data, "alerts", kind="hours", starts_on="2026-03-01", ends_on="", instead="")
    add(data, "verifications", on="2026-03-01", how="phone", by="", due="")
    answer = send(admin, page, data, "action-publish")
    assert answer.status_code == 302, [form.errors for formset in answer.context["form"].formsets.values() for form in formset]
    kept = ServicePage.objects.get(pk=page.pk)
    assert kept.who_for == "Everybody"
    (phone,) = kept.phones.all()
    assert (phone.known_in.code, phone.hours.get().days, phone.hours.get().zone) == ("MA", ["MO", "TU"], "Africa/Casablanca")
    assert kept.channels.get().hours.get().days == ["SU"]
    assert [(row.area.code, row.residents_only) for row in kept.areas.all()] == [("MA", True), ("001", False)]
    assert [getattr(kept, name).count() for name in ("locations", "costs", "access", "waiting_times", "alerts", "verifications")] == [1] * 6
    assert kept.locations.get().street == ""
    assert "Typed by mistake" not in str(kept.latest_revision.content)


def test_a_draft_is_kept_without_touching_what_readers_see(admin: Client, full_service: ServicePage, opened: QueryDict):
    page = full_service
    data = opened
    data["phones-0-number"] = "+33199005678"
    assert send(admin, page, data).status_code == 302
    assert ServicePage.objects.get(pk=page.pk).phones.first().number == "+33199001234"
    assert ServicePage.objects.get(pk=page.pk).get_latest_revision_as_object().phones.all()[0].number == "+33199005678"


def test_rows_that_were_imported_keep_their_places_when_one_is_changed(admin: Client, full_service: ServicePage, opened: QueryDict):
    page = full_service
    assert [row.sort_order for row in page.phones.all()] == [0, 1]
    data = opened
    data["languages-0-code"] = "es"
    send(admin, page, data, "action-publish")
    assert [row.code for row in ServicePage.objects.get(pk=page.pk).languages.all()] == ["es", "ar", "fsl"]


def test_the_preview_shows_what_was_typed(admin: Client):
    page = factories.full_service(alerts=[])
    data = form(admin, page)
    data["phones-0-number"] = "+33199005678"
    data["areas-1-area"] = "Marruecos"
    address = f"/admin/pages/{page.pk}/edit/preview/"
    sent = {name: values if len(values) > 1 else values[0] for name, values in data.lists()}
    assert admin.post(address, sent).json() == {"is_valid": True, "is_available": True}
    html = admin.get(address).content.decode()
    assert "+33 1 99 00 56 78" in html
    assert "Morocco, only people who live there" in html


MISTAKES = {
    "areas-1-area": ("Nowhere at all", "No area is known by"),
    "phones-0-number": ("12", "Write the number in international form"),
    "opening_hours-0-zone": ("Mars/Base", "is not a time zone"),
    "channels-1-address": ("no address", "Write an e-mail address"),
    "verifications-0-due": ("2020-01-01", "This day lies before “checked on”"),
}


@pytest.mark.parametrize("mistakes", [MISTAKES, {"verifications-0-on": ("2999-01-01", "This day is still to come")}], ids=len)
def test_each_mistake_is_said_beside_its_field_and_nothing_typed_is_lost(
    admin: Client, mistakes: dict[str, tuple[str, str]], full_service: ServicePage, opened: QueryDict
):
    for field, (value, _said) in mistakes.items():
        opened[field] = value
    answer = send(admin, full_service, opened, "action-publish")
    assert answer.status_code == 200
    soup = BeautifulSoup(answer.content.decode(), "html.parser")
    for field, (value, said) in mistakes.items():
        assert said in soup.select_one(f"[data-field-wrapper]:has([name={field}])").text, field
        assert soup.select_one(f"[name={field}]")["value"] == value


@pytest.mark.parametrize("typed", ["+33 1 99 00 56 78", "+33 (0)1 99 00 56 78", "+33-1-99-00-56-78", "+33\u00a01\u00a099\u00a000\u00a056\u00a078"])
def test_a_number_may_be_typed_as_it_is_printed(admin: Client, typed: str, full_service: ServicePage, opened: QueryDict):
    page = full_service
    data = opened
    data["phones-0-number"] = typed
    assert send(admin, page, data, "action-publish").status_code == 302
    assert ServicePage.objects.get(pk=page.pk).phones.first().number == "+33199005678"


def test_what_several_codes_are_for_begins_like_every_other_label(admin: Client, full_service: ServicePage):
    html = admin.get(f"/admin/pages/{full_service.pk}/edit/").content.decode()
    labels = {label.get_text(strip=True).rstrip("*") for label in BeautifulSoup(html, "html.parser").select("label, legend, .w-field__label")}
    assert {"Languages", "Days"} <= labels
    assert not {"languages", "days"} & labels


def test_comparing_two_versions_speaks_in_words(admin: Client, full_service: ServicePage, opened: QueryDict):
    page = full_service
    data = opened
    data.setlist("opening_hours-0-days", ["SA"])
    data["areas-1-area"] = "Morocco (MA)"
    send(admin, page, data)
    text = BeautifulSoup(admin.get(f"/admin/pages/{page.pk}/revisions/compare/live...latest/").content, "html.parser").get_text(" ", strip=True)
    assert "Saturday" in text
    assert "Monday" in text
    assert "Morocco" in text
    assert "['" not in text


def test_topics_and_audiences_are_chosen_by_their_labels_as_a_tree(admin: Client):
    html = admin.get(f"/admin/pages/{factories.service().pk}/edit/").content.decode()
    for label in ("Somewhere safe to stay", "— Violence and threats", "Thrown out of home"):
        assert label in html, label
    field = ConceptsField(queryset=Concept.objects.filter(scheme="topic"))
    labels = [str(label) for _value, label in field.choices]
    assert len(labels) == Concept.objects.filter(scheme="topic").count()
    assert not labels[0].startswith("—")


def test_an_area_is_written_so_that_reading_it_gives_the_same_area():
    """Georgia is a country and a state: the code behind the name tells which."""
    field = AreaByName(required=False)
    for area in (factories.area("GE"), factories.area("US-GA"), factories.area("001"), factories.area("419")):
        written = field.prepare_value(area.pk)
        assert field.clean(written) == area
        assert not field.has_changed(area.pk, written)
    assert field.has_changed(factories.area("GE").pk, "Georgia (US-GA)")
    assert field.has_changed(None, "Nowhere at all")
    assert field.clean("") is None


def test_a_guide_names_the_areas_it_holds_for_one_a_line(admin: Client):
    guide = factories.guide(areas=["FR"])
    data = form(admin, guide)
    assert data["areas"].strip() == "France (FR)"
    data["areas"] = "France (FR)\nDE-BE\n"
    assert send(admin, guide, data, "action-publish").status_code == 302
    assert {area.code for area in GuidePage.objects.get(pk=guide.pk).areas.all()} == {"FR", "DE-BE"}
    assert AreasByName(required=False).has_changed([factories.area("FR")], "France (FR)") is False


def test_the_names_of_areas_are_suggested_once_for_the_whole_form(admin: Client, full_service: ServicePage):
    html = admin.get(f"/admin/pages/{full_service.pk}/edit/").content.decode()
    assert html.count("<datalist") == 1
    assert '<option value="Morocco (MA)">' in html
    assert len(every_area()) > 250


def test_a_form_of_many_areas_asks_the_database_as_often_as_one_of_few(admin: Client):
    codes = [area.code for area in factories.Area.objects.filter(kind="country")[:40]]
    few, many = (
        factories.service(f"{number} areas", areas=[ServiceArea(area=factories.area(code)) for code in codes[:number]]) for number in (2, 40)
    )
    asked = []
    for page in (few, few, many, many):
        with CaptureQueriesContext(connection) as queries:
            assert admin.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
        asked.append(len(queries))
    assert asked[3] <= asked[1]
