"""Caution and consent: where being listed can do harm, nothing is told that a service did not agree to, today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from hub.href import href
from hub.models import visible_pages
from resources import codes
from resources.consent import NOT_EVEN_WITH_CONSENT, SENTENCES, ConsentMissingError, missing
from resources.models import Channel, ListingConsent, Location, Phone, ServicePage
from taxonomy.models import Area
from tests import factories
from tests.resources.test_edit_form import form, send

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def caution(kind: str, code: str = "MA") -> None:
    Area.objects.filter(code=code).update(caution=kind, caution_source="Partner", caution_on=date(2026, 1, 5))


def consent(cover: str, **more) -> ListingConsent:
    return ListingConsent(cover=cover, **{"given_on": TODAY - 30 * DAY, **more})


def place(kind: str = "withheld", **more) -> Location:
    return Location(kind=kind, area=factories.area("MA-06"), **more)


def lantern() -> int:
    """The number of a service that meets people in a part of a country, its place withheld, with no way to reach it told."""
    factories.home()
    return factories.service("Lantern", locations=[place()], phones=[], channels=[], website="", consents=[]).pk


@pytest.fixture(scope="module")
def kept_lantern(kept):
    return kept(lantern)


@pytest.fixture
def meeting(kept_lantern, db):
    return ServicePage.objects.get(pk=kept_lantern)


def seen(page: ServicePage) -> bool:
    """Does a reader see the page: by the rule, by its address, in the list of its section?"""
    found = ServicePage.visible().filter(pk=page.pk).exists()
    assert visible_pages().filter(pk=page.pk).exists() == found
    assert (Client().get(href(page)).status_code == 200) == found
    assert (page.title in Client().get(href(page.get_parent())).content.decode()) == found
    return found


def test_where_no_caution_holds_nobody_is_asked_for_consent(meeting):
    assert missing(meeting) == []
    assert seen(meeting)


def test_a_caution_in_the_country_hides_what_has_no_consent_at_once(meeting):
    caution("by_consent")
    assert not seen(meeting)
    meeting.consents.set([consent("listed")])
    factories.publish_page(meeting)
    assert seen(meeting)


def test_help_from_a_distance_needs_no_consent():
    factories.home()
    caution("remote_only")
    line = factories.service("Line", locations=[], phones=[Phone(number="+33199001234")])
    assert seen(line)


def test_a_consent_ends_by_itself(meeting):
    caution("by_consent")
    meeting.consents.set([consent("listed", until=TODAY)])
    factories.publish_page(meeting)
    assert seen(meeting)
    ListingConsent.objects.update(until=TODAY - DAY)
    assert not seen(meeting)
    ListingConsent.objects.update(until=None, given_on=TODAY + DAY)
    assert not seen(meeting)


def test_every_language_follows_the_facts(meeting):
    french = factories.translate(meeting, "fr", title="Lanterne")
    caution("by_consent")
    assert not ServicePage.visible().filter(pk=french.pk).exists()
    assert Client().get(href(french)).status_code == 404


@pytest.mark.parametrize(
    ("facts", "needs"),
    [
        ({"phones": [Phone(number="+33199001234")]}, "contact"),
        ({"channels": [Channel(kind=codes.ChannelKind.CHAT, address="https://chat.example.org/")]}, "contact"),
        ({"website": "https://lantern.example.org/"}, "contact"),
        ({"locations": [Location(kind="withheld", town="Example Town")]}, "town"),
        ({"locations": [Location(kind="exact", street="1 Example Street")]}, "address"),
    ],
)
def test_each_thing_that_is_told_needs_its_consent(facts, needs):
    factories.home()
    for row in facts.get("locations", ()):
        row.area = factories.area("MA-06")
    service = factories.service("Lantern", **{"locations": [place()], "phones": [], "channels": [], "website": "", **facts})
    caution("by_consent")
    covers = [one for one in ("listed", "contact", "town", "address") if one != needs]
    service.consents.set([consent(one) for one in covers])
    assert missing(service) == [needs]
    with pytest.raises(ConsentMissingError):
        factories.publish_page(service)
    service.refresh_from_db()
    service.consents.set([consent(one) for one in (*covers, needs)])
    factories.publish_page(service)
    assert seen(service)


def test_where_only_help_from_a_distance_may_be_told_no_consent_opens_a_place(meeting):
    caution("remote_only")
    meeting.locations.set([place("approximate")])
    meeting.consents.set([consent(one) for one in ("listed", "contact", "town", "address")])
    assert missing(meeting) == [NOT_EVEN_WITH_CONSENT]
    meeting.locations.set([place()])
    assert missing(meeting) == []


def test_an_editor_is_told_what_is_missing_and_loses_nothing(meeting, client):
    caution("by_consent")
    client.force_login(factories.administrator())
    data = form(client, meeting)
    data["title"] = "Lantern house"
    response = send(client, meeting, data, "action-publish")
    assert str(SENTENCES["listed"]) in client.get(response.url).content.decode()
    meeting.refresh_from_db()
    assert meeting.title == "Lantern"
    assert meeting.get_latest_revision_as_object().title == "Lantern house"


def test_a_scheduled_publication_waits_for_consent(meeting):
    from django.core.management import call_command

    caution("by_consent")
    draft = meeting.get_latest_revision_as_object()
    draft.title, draft.go_live_at = "Later", timezone.now() + DAY
    revision = draft.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled", verbosity=0)
    meeting.refresh_from_db()
    assert meeting.title == "Lantern"
    assert revision.pk


def test_consents_are_told_to_no_reader(meeting):
    caution("by_consent")
    meeting.consents.set([consent("listed", how="person")])
    factories.publish_page(meeting)
    html = Client().get(href(meeting)).content.decode().lower()
    assert "consent" not in html


def test_dates_the_wrong_way_round_are_refused():
    with pytest.raises(ValidationError) as refused:
        consent("listed", until=TODAY - 60 * DAY).clean()
    assert "until" in refused.value.message_dict


class SameRule(TestCase):
    """The rule in Python and the rule in the database are one."""

    @settings(max_examples=15, deadline=None)
    @given(
        cautions=st.tuples(st.sampled_from(Area.Caution.values), st.sampled_from(Area.Caution.values)),
        kinds=st.lists(st.tuples(st.sampled_from(["withheld", "approximate", "exact"]), st.sampled_from(["", "Town"]), st.booleans()), max_size=2),
        covers=st.lists(st.tuples(st.sampled_from(["listed", "contact", "town", "address"]), st.sampled_from([-1, 0, 1, None])), max_size=5),
        reach=st.sampled_from(["", "phone", "website"]),
    )
    def test_what_may_not_be_published_is_what_nobody_sees(self, cautions, kinds, covers, reach):
        factories.home()
        country, part = cautions
        Area.objects.filter(code="MA").update(caution=Area.Caution.NONE)
        service = factories.service(
            "Lantern",
            locations=[Location(kind=kind, town=town, area=factories.area("MA-06" if there else "FR")) for kind, town, there in kinds],
            phones=[Phone(number="+33199001234")] if reach == "phone" else [],
            channels=[],
            website="https://lantern.example.org/" if reach == "website" else "",
            consents=[consent(cover, until=None if days is None else TODAY + days * DAY) for cover, days in covers],
        )
        caution(country)
        factories.area("MA-06")
        caution(part, "MA-06")
        service = ServicePage.objects.get(pk=service.pk)
        assert bool(missing(service)) == (not ServicePage.visible().filter(pk=service.pk).exists())
