"""Deleting what others need: the editor is told which pages, and given a way on (DESIGN §4)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from resources.codes import AlertKind
from resources.models import Alert, ServicePage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(factories.administrator())
    return client


@pytest.fixture
def night_lamp():
    return factories.full_service("Night Lamp")


def delete_address(page):
    return reverse("wagtailadmin_pages:delete", args=[page.pk])


def test_deleting_facts_that_translations_read_names_them_and_deletes_nothing(admin, night_lamp):
    french = factories.translate(night_lamp, "fr", title="Lampe de nuit")
    for answer in (admin.get(delete_address(night_lamp)), admin.post(delete_address(night_lamp))):
        assert "Lampe de nuit" in answer.content.decode()
    assert ServicePage.objects.filter(pk__in=[night_lamp.pk, french.pk]).count() == 2


def test_deleting_the_section_above_is_refused_as_well(admin, night_lamp):
    factories.translate(night_lamp, "fr", title="Lampe de nuit")
    answer = admin.post(delete_address(night_lamp.get_parent()))
    assert "Lampe de nuit" in answer.content.decode()
    assert ServicePage.objects.filter(pk=night_lamp.pk).exists()


def test_deleting_several_pages_at_once_is_refused_as_well(admin, night_lamp):
    factories.translate(night_lamp, "fr", title="Lampe de nuit")
    other = factories.service("Other")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={other.pk}&id={night_lamp.pk}"
    assert "Lampe de nuit" in admin.post(address).content.decode()
    assert ServicePage.objects.filter(pk__in=[night_lamp.pk, other.pk]).count() == 2


def test_hide_takes_the_page_away_in_every_language_and_keeps_it(admin, night_lamp):
    french = factories.translate(night_lamp, "fr")
    night_lamp.refresh_from_db()
    admin.post(delete_address(night_lamp), {"hide": "1"})
    assert ServicePage.objects.filter(pk__in=[night_lamp.pk, french.pk]).count() == 2
    assert not ServicePage.visible().filter(pk__in=[night_lamp.pk, french.pk]).exists()
    draft = ServicePage.objects.get(pk=night_lamp.pk).get_latest_revision_as_object()
    assert draft.listed is False


def test_an_administrator_can_delete_in_all_languages(admin, night_lamp):
    factories.translate(night_lamp, "fr")
    factories.translate(night_lamp, "ar")
    admin.post(delete_address(night_lamp), {"everywhere": "1"})
    assert not ServicePage.objects.filter(translation_key=night_lamp.translation_key).exists()


def test_an_editor_cannot_delete_in_all_languages(client, night_lamp):
    french = factories.translate(night_lamp, "fr")
    client.force_login(factories.editor())
    client.post(delete_address(night_lamp), {"everywhere": "1"})
    assert ServicePage.objects.filter(pk__in=[night_lamp.pk, french.pk]).count() == 2


def test_deleting_an_organisation_names_its_services(admin, night_lamp):
    answer = admin.post(delete_address(night_lamp.organisation))
    assert "Night Lamp" in answer.content.decode()
    assert ServicePage.objects.filter(pk=night_lamp.pk, organisation__isnull=False).exists()


def test_deleting_where_an_alert_sends_people_names_the_service_with_the_alert(admin, night_lamp):
    closed = factories.service("Day Lamp", alerts=[Alert(kind=AlertKind.CLOSED, starts_on="2026-01-01", instead=night_lamp)])
    answer = admin.post(delete_address(night_lamp))
    assert closed.title in answer.content.decode()
    assert ServicePage.objects.filter(pk=night_lamp.pk).exists()


def test_deleting_an_organisation_in_many_languages_names_its_services_as_well(admin, night_lamp):
    factories.translate(night_lamp.organisation, "fr", title="Réseau")
    text = admin.get(delete_address(night_lamp.organisation)).content.decode()
    assert "Réseau" in text
    assert "Night Lamp" in text
    assert "everywhere" not in text


def test_deleting_it_in_all_languages_is_refused_while_services_stand_on_it(admin, night_lamp):
    factories.translate(night_lamp.organisation, "fr", title="Réseau")
    answer = admin.post(delete_address(night_lamp.organisation), {"everywhere": "1"})
    assert answer.status_code == 200
    assert "Night Lamp" in answer.content.decode()
    assert night_lamp.organisation.get_translations().count() == 1


def test_choosing_several_pages_says_at_once_which_are_needed(admin, night_lamp):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={night_lamp.organisation.pk}"
    text = admin.get(address).content.decode()
    assert "Night Lamp" in text
    assert "Nothing was deleted" in text


def test_a_guide_that_shows_the_help_line_is_named_before_the_line_is_deleted(admin):
    line = factories.service("Night Lamp")
    guide = factories.guide("Leaving home", body=[("helplines", {"title": "Talk", "services": [line]})])
    link = factories.standard_page("About", body=[("text", f'<p><a linktype="page" id="{line.pk}">line</a></p>')])
    text = admin.get(delete_address(line)).content.decode()
    assert guide.title in text
    assert link.title in text
    admin.post(delete_address(line))
    assert not ServicePage.objects.filter(pk=line.pk).exists()


def test_a_section_with_an_organisation_and_all_its_services_can_go(admin, night_lamp):
    shelf = night_lamp.get_parent()
    assert admin.get(delete_address(shelf)).status_code == 200
    admin.post(delete_address(shelf))
    assert not ServicePage.objects.exists()


def test_a_page_that_nobody_needs_is_deleted_as_in_any_wagtail(admin):
    page = factories.service("Other")
    admin.post(delete_address(page))
    assert not ServicePage.objects.filter(pk=page.pk).exists()
