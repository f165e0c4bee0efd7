"""A translation is begun: parents come along as drafts, and what is there is opened, not made again."""

from __future__ import annotations

import pytest
from django.urls import reverse

from resources.models import GuidePage
from tests import factories
from tests.translation import people
from translation.start import start
from translation.states import translation_of

pytestmark = pytest.mark.django_db


def test_parents_come_as_drafts_whose_sentences_wait_too():
    people.translator()
    guide = factories.guide("Keeping calm", factories.section("Learn"))
    page = start(guide, factories.locale("fr"))
    assert not page.live
    assert page.facts_page == guide
    assert page.alias_of is None
    assert translation_of(page)
    parent = page.get_parent()
    assert not parent.live
    assert translation_of(parent)


def test_what_is_there_is_only_opened(django_capture_on_commit_callbacks):
    people.translator()
    guide = factories.guide("Keeping calm")
    french = people.published(guide, capture=django_capture_on_commit_callbacks)
    revisions = french.revisions.count()
    assert start(guide, factories.locale("fr")) == french
    again = GuidePage.objects.get(pk=french.pk)
    assert again.live
    assert again.title == "fr Keeping calm"
    assert again.revisions.count() == revisions


def test_a_translation_of_its_own_making_is_never_overwritten():
    guide = factories.guide("Keeping calm")
    french = factories.translate(guide, "fr", title="Garder son calme")
    assert start(guide, factories.locale("fr")) == french
    assert translation_of(french) is None


def test_a_bare_copy_becomes_a_translation():
    people.translator()
    guide = factories.guide("Keeping calm")
    factories.translate(guide.get_parent().specific, "fr")
    copy = guide.copy_for_translation(factories.locale("fr"))
    assert start(guide, factories.locale("fr")) == copy
    assert translation_of(copy)


def test_it_begins_by_the_button_for_whoever_may_add_there_and_for_nobody_else(client):
    user = people.translator()
    guide, hidden = factories.guide("Keeping calm"), factories.guide("Hidden", listed=False)
    draft = factories.guide("Draft", publish=False)
    client.force_login(user)
    assert "français" not in client.get(reverse("wagtailadmin_home")).content.decode()
    for page, code in ((guide, "ar"), (guide, "xx"), (hidden, "fr"), (draft, "fr")):
        answer = client.post(reverse("translation:start", args=[page.pk, code]))
        assert answer.status_code in (302, 404)
        assert not page.get_translations().exists(), code
    assert client.get(reverse("translation:start", args=[guide.pk, "fr"])).status_code == 405
    answer = client.post(reverse("translation:start", args=[guide.pk, "fr"]))
    made = GuidePage.objects.get(translation_key=guide.translation_key, locale__language_code="fr")
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[made.pk])
    assert client.get(answer.url).status_code == 200


def test_editors_find_the_button_on_the_original(client):
    people.translator()
    guide = factories.guide("Keeping calm")
    client.force_login(factories.administrator())
    address = reverse("translation:languages", args=[guide.pk])
    assert address in client.get(reverse("wagtailadmin_pages:edit", args=[guide.pk])).content.decode()
    text = client.get(address).content.decode()
    assert reverse("translation:start", args=[guide.pk, "fr"]) in text
    assert client.get(reverse("wagtail_localize:submit_page_translation", args=[guide.pk])).url == address
