"""An editor who makes a page private takes it out of the search with the same click, or neither happens."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from search import indexer
from tests import factories
from tests.search.asking import ask, titles
from tests.search.test_visibility import make_shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret(index):
    """A service, beside one that stays."""
    secret = make_shelf()[1]
    indexer.update()
    return secret


def make_private(page: Page) -> None:
    client = Client()
    client.force_login(factories.administrator())
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    assert client.post(address, {"restriction_type": "login"}).status_code == 200


def test_takes_it_out_of_the_search_at_once(secret):
    make_private(secret)
    assert PageViewRestriction.objects.filter(page=secret).exists()
    assert titles(ask(fresh=False, q="lantern")) == ["Lantern attic"]


@pytest.mark.django_db(transaction=True)
def test_does_both_or_neither(secret, monkeypatch):
    monkeypatch.setattr("search.outbox.mark_branch", lambda path: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        make_private(secret)
    assert not PageViewRestriction.objects.exists()
