"""Readers are told when a translation is older than the original, and shown the way to it."""

from __future__ import annotations

import pytest

from resources.models import GuidePage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide():
    return factories.guide("Threats", summary="What to do.")


def text_of(client, address: str) -> str:
    return client.get(address).content.decode()


def test_an_outdated_translation_says_so_with_the_way_to_the_original(client, guide):
    factories.translate(guide, "fr", title="Menaces")
    address, original = f"/fr/get-help/{guide.slug}/", f'href="/en/get-help/{guide.slug}/"'
    before = text_of(client, address)
    assert 'class="notice"' not in before
    changed = GuidePage.objects.get(pk=guide.pk)
    changed.summary = "What to do at once."
    factories.publish_page(changed)
    after = text_of(client, address)
    assert 'class="notice"' in after
    assert after.count(original) == before.count(original) + 1


def test_the_original_itself_says_nothing(client, guide):
    factories.translate(guide, "fr")
    changed = GuidePage.objects.get(pk=guide.pk)
    changed.summary = "What to do at once."
    factories.publish_page(changed)
    assert 'class="notice"' not in text_of(client, f"/en/get-help/{guide.slug}/")
