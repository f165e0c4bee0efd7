"""The pages that other tests stand on are what they say."""

from __future__ import annotations

import pytest
from django.test import Client

from hub.models import visible_pages
from tests import factories, many

pytestmark = pytest.mark.django_db


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
