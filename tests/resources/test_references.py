"""Whoever deletes a page learns which others would lose something."""

from __future__ import annotations

from datetime import date

import pytest
from wagtail.models import ReferenceIndex

from home.models import HomePage
from resources.models import Alert
from resources.references import pointing_to
from tests import factories, many

pytestmark = pytest.mark.django_db


def indexed(*pages):
    """As the worker does it after the commit, which no test reaches."""
    for page in pages:
        ReferenceIndex.create_or_update_for_object(page)
    return pages[0]


def test_services_alerts_blocks_umbrellas_and_links_are_all_named():
    lamp = factories.service("Lamp")
    umbrella = factories.organisation("Umbrella")
    part = indexed(factories.organisation("Part", umbrella=umbrella))
    of_umbrella = indexed(factories.service("Of the umbrella", organisation=umbrella))
    closed = indexed(factories.service("Closed", alerts=[Alert(kind="closed", starts_on=date(2026, 1, 1), instead=lamp)]))
    block = {"type": "helplines", "value": {"title": "", "services": [lamp.pk]}}
    page = indexed(factories.standard_page("Page with a block", body=[block]))
    linked = {"type": "text", "value": f'<p><a linktype="page" id="{lamp.pk}">Lamp</a></p>'}
    guide = indexed(factories.guide("Guide with a link", body=[linked]))
    assert [one.specific for one in pointing_to(lamp)] == [closed, guide, page]
    assert [one.specific for one in pointing_to(umbrella)] == [of_umbrella, part]


def test_the_page_itself_its_translations_and_what_lies_below_are_not_named():
    shelf = factories.section("Shelf")
    lamp = factories.service("Lamp", shelf)
    indexed(factories.translate(lamp, "fr"))
    linked = {"type": "text", "value": f'<p><a linktype="page" id="{lamp.pk}">Lamp</a></p>'}
    indexed(factories.guide("Guide below", shelf, body=[linked]))
    assert pointing_to(shelf) == []
    assert pointing_to(lamp) != []
    assert pointing_to(HomePage.objects.first()) == []


def test_it_asks_as_often_for_a_section_as_for_a_page(django_assert_max_num_queries):
    shelf = factories.section("Shelf")
    many.services(10, shelf, organisation=None)
    with django_assert_max_num_queries(4):
        pointing_to(shelf)
