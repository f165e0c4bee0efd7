"""What an editor types for a shelter is stored by the preview before anybody saves it: no address of a withheld place may be in there."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.models import FormState

from resources.models import Location, ServicePage
from resources.previews import without_addresses
from tests import factories
from tests.resources.test_edit_form import add, form, send

pytestmark = pytest.mark.django_db
STREET, POSTCODE, LATITUDE = "Canary lane 42", "CNR77", "50.63421"
ADDRESS = {"street": STREET, "postcode": POSTCODE, "latitude": LATITUDE, "longitude": "3.06321"}


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(factories.administrator())
    return client


def typed(admin: Client, page: ServicePage, kind: str) -> QueryDict:
    """The form with a place of ``kind`` and an address."""
    data = form(admin, page)
    add(data, "locations", kind=kind, area="France (FR)", town="Lille", **ADDRESS)
    return data


def preview(admin: Client, page: ServicePage, data: QueryDict) -> Any:
    """What the browser does by itself while somebody types."""
    answer = admin.post(f"/admin/pages/{page.pk}/edit/preview/", dict(data.lists()))
    assert answer.json() == {"is_valid": True, "is_available": True}
    return answer


def kept() -> QueryDict:
    return QueryDict(FormState.objects.get().data)


def holds_address() -> bool:
    data = " ".join(str(QueryDict(state.data).dict()) for state in FormState.objects.all())
    return any(part in data for part in ADDRESS.values())


@pytest.mark.parametrize("kind", ["withheld", "approximate"])
def test_what_is_typed_for_a_withheld_place_is_never_stored_by_the_preview(admin, kind):
    page = factories.service()
    preview(admin, page, typed(admin, page, kind))
    assert not holds_address()
    assert kept()["locations-0-town"] == "Lille"
    assert "Lille" in admin.get(f"/admin/pages/{page.pk}/edit/preview/").content.decode()


def test_the_preview_shows_the_address_of_a_place_that_may_be_told(admin):
    page = factories.service()
    preview(admin, page, typed(admin, page, "exact"))
    assert kept()["locations-0-street"] == STREET
    assert STREET in admin.get(f"/admin/pages/{page.pk}/edit/preview/").content.decode()


def test_a_place_that_becomes_withheld_while_it_is_typed_is_forgotten_by_the_next_preview(admin):
    page = factories.service()
    data = typed(admin, page, "exact")
    preview(admin, page, data)
    assert holds_address()
    data["locations-0-kind"] = "withheld"
    preview(admin, page, data)
    assert not holds_address()


def test_a_place_taken_off_the_form_is_forgotten_too(admin):
    page = factories.service()
    data = typed(admin, page, "exact")
    data["locations-0-DELETE"] = "on"
    preview(admin, page, data)
    assert not holds_address()


def test_nothing_typed_before_stays_once_the_page_is_saved_as_withheld(admin):
    page = factories.service()
    data = typed(admin, page, "exact")
    preview(admin, page, data)
    other = Client()
    other.force_login(factories.administrator("another"))
    preview(other, page, data)
    assert FormState.objects.count() == 2
    data["locations-0-kind"] = "withheld"
    assert send(admin, page, data).status_code == 302
    assert not holds_address()


def test_a_new_service_keeps_no_address_of_a_withheld_place_either(admin):
    page = factories.service()
    data = typed(admin, page, "withheld")
    data["slug"] = "another"
    parent = page.get_parent()
    answer = admin.post(f"/admin/pages/add/resources/servicepage/{parent.pk}/preview/", dict(data.lists()))
    assert answer.json()["is_valid"]
    assert FormState.objects.count() == 1
    assert not holds_address()


def test_the_other_places_and_all_else_that_was_typed_are_kept(admin):
    page = factories.service(locations=[Location(kind="exact", area=factories.area("FR"), street="Open street 7")])
    data = typed(admin, page, "withheld")
    preview(admin, page, data)
    assert not holds_address()
    assert kept()["locations-0-street"] == "Open street 7"
    told = {name: values for name, values in data.lists() if not name.startswith("locations-1-")}
    assert {name: values for name, values in kept().lists() if not name.startswith("locations-1-")} == told


values = st.text(max_size=8)
forms = st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), st.lists(values, min_size=1, max_size=3), max_size=6)


@given(forms)
def test_law_a_form_without_places_is_stored_as_it_was_typed(typed):
    data = QueryDict(mutable=True)
    for name, several in typed.items():
        data.setlist(name, several)
    assert QueryDict(without_addresses(data.urlencode())) == QueryDict(data.urlencode())


@given(st.sampled_from(["withheld", "approximate", "", "EXACT", "nonsense"]), st.text(min_size=1, max_size=20))
def test_law_only_an_exact_place_keeps_its_street(kind, street):
    data = QueryDict(mutable=True)
    data.update({"locations-0-kind": kind, "locations-0-street": street, "locations-10-kind": "exact", "locations-10-street": street})
    stored = QueryDict(without_addresses(data.urlencode()))
    assert stored["locations-0-street"] == ""
    assert stored["locations-10-street"] == street
