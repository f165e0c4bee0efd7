"""Copies of pages: ordinary pages with facts of their own, never aliases, never examples."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import Page

from resources.models import ServicePage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(factories.administrator())
    return client


@pytest.fixture
def example():
    """A service of the demo content, with a section around it."""
    service = factories.full_service("Night Lamp", is_demo=True)
    assert service.is_demo
    return service


def copy(client, page, **more):
    """Copy ``page`` as the admin's form does; the copy."""
    data = {"new_title": "Day Lamp", "new_slug": "day-lamp", "new_parent_page": page.get_parent().pk, **more}
    client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    return Page.objects.get(slug="day-lamp").specific


def test_the_form_does_not_offer_a_copy_that_would_be_an_alias(admin, example):
    html = admin.get(reverse("wagtailadmin_pages:copy", args=[example.pk])).content.decode()
    assert 'name="new_slug"' in html
    assert 'name="alias"' not in html


@pytest.mark.parametrize("publish", [{}, {"publish_copies": "on"}])
def test_a_copy_of_an_example_does_not_say_that_it_does_not_exist(admin, client, example, publish):
    made = copy(admin, example, **publish)
    assert not made.is_demo
    factories.publish_page(made.get_latest_revision_as_object())
    assert not ServicePage.objects.get(pk=made.pk).is_demo
    assert "this does not exist" not in client.get(made.url).content.decode()
    assert "this does not exist" in client.get(example.url).content.decode()


def test_pages_below_a_copied_section_are_no_examples_either(admin, example):
    shelf = example.get_parent().specific
    made = copy(admin, shelf, copy_subpages="on")
    below = ServicePage.objects.get(path__startswith=made.path)
    assert not below.is_demo
    assert not below.get_latest_revision_as_object().is_demo


def test_a_translation_of_an_example_is_an_example_as_well(example):
    assert factories.translate(example, "fr").is_demo


def test_an_example_that_is_edited_stays_one(example):
    example.summary = "Other words."
    assert factories.publish_page(example).is_demo
