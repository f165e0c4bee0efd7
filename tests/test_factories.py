"""The pages that other tests stand on are what they say."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from wagtail.models import Page

from hub.models import visible_pages
from search.models import SearchDocument
from tests import factories, many
from translation.models import TranslationState

pytestmark = pytest.mark.django_db
OF_EACH_ROW = {"id", "key", "page_id", "family", "family_id", "version"}
OF_EACH = {"page_ptr_id", "path", "url_path", "slug", "translation_key", "facts_page_id", "latest_revision_id", "live_revision_id", *OF_EACH_ROW}
TIMES = {"first_published_at", "last_published_at", "latest_revision_created_at", "updated"}


def test_a_service_keeps_every_row_it_was_given():
    service = factories.full_service()
    kept = type(service).objects.get(pk=service.pk)
    for name, rows in factories.every_row().items():
        assert len(getattr(kept, name).all()) == len(rows), name
    assert [hours.zone for hours in kept.phones.all()[0].hours.all()] == ["Europe/Paris"]
    assert [one.code for one in kept.topics.all()] == ["coming-out"]
    assert kept.organisation.identifiers.get().identifier == "1000000"


def test_a_translation_reads_the_facts_of_its_original_and_holds_none():
    service = factories.full_service()
    arabic = factories.translate(service, "ar", title="قنديل الليل")
    assert arabic.live
    assert arabic.facts == service
    assert not arabic.phones.count()
    assert arabic.title == "قنديل الليل"
    assert {page.pk for page in visible_pages()} >= {service.pk, arabic.pk}


def held(page) -> dict[str, object]:
    """What a page holds and what the search knows of it, apart from what differs between any two pages."""
    (row,) = SearchDocument.objects.filter(page_id=page.pk)
    fields = {(one, field.attname): getattr(one, field.attname) for one in (page, row) for field in one._meta.concrete_fields}
    told = {(type(one).__name__, name): bool(value) if name in TIMES else str(value) for (one, name), value in fields.items() if name not in OF_EACH}
    return {**told, "parent": page.get_parent().pk, "pinned": bool(TranslationState.objects.get(page=page).source_revision)}


def test_a_translation_made_in_one_step_is_what_wagtail_and_an_editor_make_of_it_in_four():
    section = factories.section(review_on=date(2030, 1, 1))
    factories.translate(section, "fr")
    content = {"summary": "Words.", "topics": ["housing"], "is_demo": True, "body": [("text", "<p>More words.</p>")]}
    short, long = (factories.guide("Guide", section, slug=slug, **content) for slug in ("short", "long"))
    quick = factories.translate(short, "fr", summary="Mots.")
    copy = long.copy_for_translation(factories.locale("fr"))
    copy.title, copy.summary = "Guide (fr)", "Mots."
    factories.publish_page(copy)
    assert held(type(quick).objects.get(pk=quick.pk)) == held(type(copy).objects.get(pk=copy.pk))
    assert (quick.slug, copy.slug) == ("short", "long")


def test_the_home_page_is_published_as_if_it_had_been_saved():
    page = factories.HomePage.objects.get(pk=factories.home().pk)
    made = {field.attname: getattr(page, field.attname) for field in page._meta.concrete_fields}
    rows = list(SearchDocument.objects.filter(page_id=page.pk))
    page.save()
    page = factories.HomePage.objects.get(pk=page.pk)
    assert made == {field.attname: getattr(page, field.attname) for field in page._meta.concrete_fields}
    assert rows == list(SearchDocument.objects.filter(page_id=page.pk))
    assert page.page_ptr in visible_pages()


def test_what_is_saved_is_found_in_the_search_boxes_of_the_admin(admins_index):
    service = factories.service("Harbour House")
    assert service.pk in [page.pk for page in Page.objects.search("harbour house")]


def test_quick_services_are_as_visible_and_as_full_as_others():
    pages = many.services(3)
    assert set(type(pages[0]).visible()) == set(pages)
    for name in factories.every_row():
        assert len({getattr(page, name).count() for page in pages}) == 1, name
    assert [hours.zone for hours in pages[2].phones.all()[0].hours.all()] == ["Europe/Paris"]
    assert len({page.translation_key for page in pages}) == 3
    assert factories.service("Another", pages[0].get_parent().specific).slug == "another"


def test_an_administrator_can_sign_in(client: Client):
    client.force_login(factories.administrator())
    assert client.get("/admin/").status_code == 200
