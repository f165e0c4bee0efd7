"""Deleting what others need: the editor is told which pages, and given a way on (DESIGN §4)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from resources.codes import AlertKind
from resources.models import Alert, ServicePage
from tests import factories, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(factories.administrator())
    return client


@pytest.fixture
def night_lamp(full_service):
    return full_service


def delete_address(page):
    return reverse("wagtailadmin_pages:delete", args=[page.pk])


def test_deleting_facts_that_translations_read_names_them_and_deletes_nothing(admin, night_lamp):
    french = factories.translate(night_lamp, "fr", title="Lampe de nuit")
    for answer in (admin.get(delete_address(night_lamp)), admin.post(delete_address(night_lamp))):
        assert "Lampe de nuit" in answer.content.decode()
    assert ServicePage.objects.filter(pk__in=[night_lamp.pk, french.pk]).count() == 2


def test_the_page_that_says_so_has_a_heading_for_screen_readers(admin, night_lamp):
    factories.translate(night_lamp, "fr")
    html = admin.get(delete_address(night_lamp)).content.decode()
    assert html.count("<h1") == 1
    assert "This page is needed" in html.split("<h1")[1].split("</h1>")[0]


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


def test_an_editor_is_offered_neither_deletion_nor_hiding_that_is_for_others_to_do(client, night_lamp):
    """Wagtail's editors delete what they made and nobody published; a draft of theirs that others read stays."""
    editor = factories.editor()
    draft = factories.service("Draft", publish=False, owner=editor)
    draft.save_revision()
    factories.translate(draft, "fr", publish=False)
    client.force_login(editor)
    asked = client.get(delete_address(draft)).content.decode()
    assert "Draft (fr)" in asked
    assert "everywhere" not in asked
    assert 'name="hide"' not in asked
    for button in ("hide", "everywhere"):
        client.post(delete_address(draft), {button: "1"})
    assert ServicePage.objects.get(pk=draft.pk).listed
    assert ServicePage.objects.filter(translation_key=draft.translation_key).count() == 2


def test_a_moderator_hides_instead_of_deleting_and_cannot_delete_in_all_languages(client, night_lamp):
    factories.translate(night_lamp, "fr")
    client.force_login(people.moderator())
    asked = client.get(delete_address(night_lamp)).content.decode()
    assert 'name="hide"' in asked
    assert "everywhere" not in asked
    client.post(delete_address(night_lamp), {"everywhere": "1"})
    assert ServicePage.objects.filter(translation_key=night_lamp.translation_key).count() == 2
    client.post(delete_address(night_lamp), {"hide": "1"})
    assert not ServicePage.objects.get(pk=night_lamp.pk).listed


def test_a_translation_alone_can_be_deleted_and_the_facts_stay(admin, night_lamp):
    french = factories.translate(night_lamp, "fr")
    admin.post(delete_address(french))
    assert not ServicePage.objects.filter(pk=french.pk).exists()
    assert ServicePage.objects.get(pk=night_lamp.pk).phones.count() == 2


def test_several_pages_with_a_section_whose_pages_others_read_are_refused_as_well(admin, night_lamp):
    factories.translate(night_lamp, "fr", title="Lampe de nuit")
    empty = factories.section("Empty")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={empty.pk}&id={night_lamp.get_parent().pk}"
    assert "Lampe de nuit" in admin.post(address).content.decode()
    assert ServicePage.objects.filter(pk=night_lamp.pk).exists()


def test_a_section_can_be_deleted_in_all_languages_with_what_is_below_it(admin, night_lamp):
    french = factories.translate(night_lamp, "fr")
    shelf = night_lamp.get_parent()
    admin.post(delete_address(shelf), {"everywhere": "1"})
    assert not ServicePage.objects.filter(pk__in=[night_lamp.pk, french.pk]).exists()
    assert not type(shelf).objects.filter(translation_key=shelf.translation_key).exists()
