"""What a page of results has just shown is kept nowhere in the way of what changes: the next page says what holds then."""

from __future__ import annotations

import json
from datetime import date, timedelta
from datetime import time as clock

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from resources import codes
from resources.models import Alert, Location, OpeningHours, Phone, ServiceArea
from search import outbox
from search.models import SearchDocument
from taxonomy.models import Area, AreaLabel
from tests import factories
from tests.search.asking import page

pytestmark = pytest.mark.django_db
OLD, NEW = "+33199001234", "+33199005678"


@pytest.fixture
def lamp(index):
    """A service with a number, which has just been shown."""
    made = factories.service("Night Lamp", phones=[Phone(number=OLD)], opening_hours=[factories.always()])
    assert f"tel:{OLD}" in page(q="lamp")
    return made


def again(language: str = "en") -> str:
    """The same page, with whatever the index holds."""
    return page(language, fresh=False, q="lamp")


def test_a_new_number_stands_there_at_once(lamp):
    lamp.phones = [Phone(number=NEW)]
    factories.publish_page(lamp)
    html = again()
    assert f"tel:{NEW}" in html
    assert OLD not in html


def test_a_number_that_another_process_wrote_stands_there_at_once(lamp):
    row = SearchDocument.objects.get(page=lamp.pk)
    card = json.dumps({**row.card, "phones": [{**row.card["phones"][0], "number": NEW}]})
    version = outbox.next_version()
    with connection.cursor() as cursor:  # none of this process' signals hears of it
        cursor.execute("UPDATE search_searchdocument SET card = %s, version = %s WHERE id = %s", [card, version, row.pk])
    html = again()
    assert f"tel:{NEW}" in html
    assert OLD not in html


def test_a_service_that_stopped_offers_no_way_any_more(lamp):
    lamp.status = codes.Status.INACTIVE
    factories.publish_page(lamp)
    assert "tel:" not in again()


def test_an_alert_begins_and_ends_on_its_days_though_nothing_is_saved(lamp, monkeypatch):
    now = timezone.now()
    days = [timezone.localdate() + timedelta(days=count) for count in (1, 2)]
    lamp.alerts = [Alert(kind=codes.AlertKind.NUMBER, starts_on=days[0], ends_on=days[1])]
    factories.publish_page(lamp)
    shown = []
    for count in (0, 2, 4):
        monkeypatch.setattr(timezone, "now", lambda moment=now + timedelta(days=count): moment)
        shown.append(f"tel:{OLD}" in again())
    assert shown == [True, False, True]


def test_whether_it_is_open_is_said_of_this_moment(lamp, monkeypatch):
    lamp.opening_hours = [OpeningHours(days=list(codes.Day.values), opens=clock(9), closes=clock(17), zone="UTC")]
    factories.publish_page(lamp)
    noon = timezone.now().replace(hour=12)
    shown = []
    for hours in (0, 9, 24):
        monkeypatch.setattr(timezone, "now", lambda moment=noon + timedelta(hours=hours): moment)
        shown.append("badge open" in again())
    assert shown == [True, False, True]


def test_each_language_has_its_own_words_whoever_asked_before(lamp):
    factories.translate(lamp, "fr", title="Lamp de nuit")
    assert "Open day and night" in page(q="lamp")
    french = again("fr")
    assert "Ouvert jour et nuit" in french
    assert "Open day and night" not in french
    assert "Open day and night" in again()


def test_a_service_that_meets_people_is_gone_at_once_where_that_could_now_do_harm(lamp):
    lamp.locations = [Location(kind="withheld", area=factories.area("MA-06"))]
    factories.publish_page(lamp)
    assert OLD in page(q="lamp")
    Area.objects.filter(code="MA").update(caution="by_consent", caution_source="Partner", caution_on=date(2026, 1, 5))
    html = again()
    assert "Night" not in html
    assert OLD not in html


def test_the_filters_call_an_area_by_its_new_name_at_once(lamp):
    lamp.areas = [ServiceArea(area=factories.area("DE-BE"))]
    factories.publish_page(lamp)
    assert "<span>Berlin</span>" in page(q="lamp")
    label = AreaLabel.objects.create(area=factories.area("DE-BE"), language="en", name="Spree Athens")
    assert "<span>Spree Athens</span>" in again()
    label.delete()
    assert "<span>Berlin</span>" in again()


@pytest.mark.parametrize(
    "hide",
    [
        lambda lamp: Page.objects.filter(pk=lamp.pk).update(live=False),
        lambda lamp: Page.objects.filter(pk=lamp.pk).update(expire_at=timezone.now() - timedelta(seconds=1)),
        lambda lamp: type(lamp).objects.filter(pk=lamp.pk).update(listed=False),
        lambda lamp: PageViewRestriction.objects.bulk_create([PageViewRestriction(page_id=lamp.pk, restriction_type="login")]),
        lambda lamp: PageViewRestriction.objects.bulk_create([PageViewRestriction(page_id=lamp.get_parent().pk, restriction_type="login")]),
    ],
    ids=["unpublished", "past its date", "not listed", "private", "in a private section"],
)
def test_a_service_that_another_process_hid_is_gone_at_once(lamp, hide):
    hide(lamp)
    html = again()
    assert "Night" not in html
    assert OLD not in html
