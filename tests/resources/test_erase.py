"""The address of a shelter is in no table, draft or log once it is withheld. The canary is looked for in every column of the database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.models import FormState
from wagtail.models import PageLogEntry, Revision
from wagtail_localize.models import TranslationSource

from hub.models import FactChange
from resources.codes import LocationKind
from resources.erase import Held, withdrawn
from resources.models import Location, ServicePage
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admins_index")]
STREET, POSTCODE, LATITUDE = "Canary lane 42", "CNR77", "50.63421"


def shelter(publish: bool = True) -> ServicePage:
    return factories.service("Shelter", locations=[place()], publish=publish)


def place(kind: str = LocationKind.EXACT, **more) -> Location:
    address = {"street": STREET, "postcode": POSTCODE, "latitude": LATITUDE, "longitude": "3.06321"}
    return Location(**{"kind": kind, "area": factories.area("FR"), "town": "Lille", **address, **more})


def withhold(page: ServicePage, kind: str = LocationKind.WITHHELD) -> ServicePage:
    """As the form does it: the row itself gets another kind."""
    page = ServicePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    rows = list(page.locations.all())
    for row in rows:
        row.kind = kind
    page.locations = rows
    return page


def held() -> list[str]:
    """The tables in which anything of the address stands."""
    return sorted({table for table, text in contents() if any(part in text for part in (STREET, POSTCODE, LATITUDE, "Canary+lane", "Canary%20lane"))})


def contents() -> Iterator[tuple[str, str]]:
    """All rows of all tables as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield table, " ".join(str(value) for value in row)


def translated_with_localize(page: ServicePage) -> None:
    """What wagtail-localize keeps when a page is submitted for translation."""
    TranslationSource.get_or_create_from_instance(page)


def previewed(page: ServicePage) -> None:
    """What Wagtail keeps of a form that was previewed."""
    FormState.objects.create(
        data="locations-0-kind=exact&locations-0-street=Canary+lane+42",
        user=factories.administrator("somebody"),
        content_type=ContentType.objects.get_for_model(page),
        object_id=str(page.pk),
        last_updated_at=timezone.now(),
    )


@pytest.mark.parametrize("kind", [LocationKind.WITHHELD, LocationKind.APPROXIMATE])
def test_an_address_that_waits_to_be_confirmed_is_erased_with_the_place(kind):
    page = shelter()
    row = page.locations.get()
    for before, after in ((f"{STREET}, {POSTCODE} Lille", "elsewhere"), ("elsewhere", f"{STREET}, {POSTCODE} Lille")):
        FactChange.objects.create(page=page, fact="locations", row=row.pk + len(before), before=before, after=after, changed_on=timezone.now())
    other = FactChange.objects.create(page=page, fact="website", before="https://a.example.org/", changed_on=timezone.now())
    assert "hub_factchange" in held()
    factories.publish_page(withhold(page, kind))
    assert held() == []
    assert list(FactChange.objects.all()) == [other]


def test_an_address_that_was_changed_before_it_is_withheld_is_erased_with_the_one_before_it():
    page = shelter()
    moved = ServicePage.objects.get(pk=page.pk)
    rows = list(moved.locations.all())
    rows[0].street = "Next street 1"
    moved.locations = rows
    factories.publish_page(moved)
    assert FactChange.objects.get().before.startswith(STREET)
    factories.publish_page(withhold(moved))
    assert not FactChange.objects.exists()
    assert "hub_factchange" not in held()


def test_an_address_that_is_withheld_is_noted_nowhere_as_the_one_before():
    page = shelter()
    factories.publish_page(withhold(page))
    assert not FactChange.objects.exists()


@pytest.mark.parametrize("kind", [LocationKind.WITHHELD, LocationKind.APPROXIMATE])
def test_a_withheld_address_is_in_no_table_any_more(kind):
    page = shelter()
    factories.translate(page, "fr")
    page.save_revision()
    translated_with_localize(page)
    previewed(page)
    PageLogEntry.objects.log_action(page, "wagtail.edit", data={"changed": [f"street: {STREET}, {LATITUDE}"]})
    assert {
        "resources_location",
        "wagtailcore_revision",
        "wagtail_localize_translationsource",
        "wagtailcore_pagelogentry",
        "wagtailadmin_formstate",
    } <= set(held())
    factories.publish_page(withhold(page, kind))
    assert held() == []
    assert [row.town for row in ServicePage.objects.get(pk=page.pk).locations.all()] == ["Lille"]


def test_a_live_address_stays_until_its_withdrawal_is_published():
    page = shelter()
    draft = withhold(page)
    revision = draft.save_revision()
    assert STREET not in str(revision.content)
    assert "resources_location" in held()
    revision.publish()
    assert held() == []


def test_a_draft_that_nobody_has_seen_forgets_at_once():
    page = shelter(publish=False)
    page.save_revision()
    assert set(held()) == {"resources_location", "wagtailcore_revision"}
    withhold(page).save_revision()
    assert held() == []


def test_an_address_that_only_a_draft_held_is_forgotten_when_a_later_draft_withholds_it():
    page = factories.service("Shelter", locations=[place(LocationKind.WITHHELD)])
    withhold(page, LocationKind.WITHHELD).save_revision()
    mistaken = ServicePage.objects.get(pk=page.pk)
    mistaken.locations = [place()]
    mistaken.save_revision()
    assert held() == ["wagtailcore_revision"]
    withhold(page).save_revision()
    assert held() == []


def test_a_draft_of_a_new_open_place_outlives_a_change_of_what_is_live():
    page = factories.service("Shelter", locations=[place(LocationKind.WITHHELD)])
    draft = ServicePage.objects.get(pk=page.pk)
    draft.locations = [*draft.locations.all(), place(street="Open street 7", postcode="", latitude=None, longitude=None)]
    draft.save_revision()
    ServicePage.objects.get(pk=page.pk).save()
    assert "Open street 7" in str(Revision.objects.for_instance(page).order_by("-pk").first().content)


def test_drafts_of_a_live_page_leave_what_is_live_in_its_history():
    page = factories.service("Two places", locations=[place(street="Open street 7", postcode="", latitude=None, longitude=None)])
    withhold(page).save_revision()
    assert page.locations.get().street == "Open street 7"
    assert "Open street 7" in str(Revision.objects.for_instance(page).order_by("pk").first().content)


def test_drafts_made_before_the_withdrawal_do_not_bring_the_address_back():
    page = shelter()
    newer = page.save_revision()
    withhold(page).save()
    assert held() == []
    newer.refresh_from_db()
    newer.publish()
    assert held() == []


def test_a_place_put_in_for_the_exact_one_withdraws_it_too():
    page = shelter()
    page.locations = [Location(kind=LocationKind.WITHHELD, area=factories.area("FR"))]
    factories.publish_page(page)
    assert held() == []


def test_an_address_that_was_another_before_is_forgotten_as_well():
    page = shelter()
    row = page.locations.get()
    row.street, row.postcode, row.latitude, row.longitude = "Elsewhere 1", "", None, None
    page.locations = [row]
    factories.publish_page(page)
    assert "wagtailcore_revision" in held()
    factories.publish_page(withhold(page))
    assert held() == []
    assert "Elsewhere 1" not in " ".join(text for _table, text in contents())


def test_what_is_typed_for_a_withheld_place_is_never_written():
    page = factories.service("Shelter", locations=[place(LocationKind.WITHHELD)])
    page.locations = [*page.locations.all(), place(LocationKind.APPROXIMATE)]
    page.save_revision()
    Location(page=page, kind=LocationKind.WITHHELD, area=factories.area("FR"), street=STREET).save()
    assert held() == []


def test_the_other_exact_places_keep_their_addresses():
    page = factories.service("Two places", locations=[place(), place(street="Open street 7", postcode="59000", latitude=None, longitude=None)])
    secret, public = page.locations.all()
    secret.kind = LocationKind.WITHHELD
    page.locations = [secret, public]
    factories.publish_page(page)
    assert held() == []
    assert [row.street for row in ServicePage.objects.get(pk=page.pk).locations.all()] == ["", "Open street 7"]
    assert "Open street 7" in str(Revision.objects.for_instance(page).first().content)


def test_a_place_that_moved_keeps_its_history():
    page = shelter()
    page.locations = [place(street="New street 1")]
    factories.publish_page(page)
    assert "wagtailcore_revision" in held()


def test_another_service_keeps_its_address():
    other, page = factories.service("Open house", locations=[place(street="Open street 7")]), shelter()
    factories.publish_page(withhold(page))
    assert other.locations.get().street == "Open street 7"


helds = st.builds(Held, st.one_of(st.none(), st.integers(1, 4)), st.booleans(), st.tuples(*[st.sampled_from(["", "12345", "abcde"])] * 4))


@given(st.lists(helds), st.lists(helds))
def test_law_nothing_is_withdrawn_that_stays_exact_and_everything_else_that_was(before, after):
    gone = withdrawn(before, after)
    exact = [one for one in after if one.exact]
    assert all(one.exact for one in gone)
    assert not ({one.pk for one in gone} - {None}) & {one.pk for one in exact}
    hidden = any(not one.exact for one in after)
    addresses = {one.address for one in exact}
    assert [one for one in gone if one.pk is None] == [
        one for one in before if hidden and one.exact and one.pk is None and one.address not in addresses
    ]
    if any(not one.exact for one in after) and not exact:
        assert gone == [one for one in before if one.exact]
