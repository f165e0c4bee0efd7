"""The translators' editor: half a translation is kept, and never published."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from resources.models import ServicePage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(factories.administrator())
    return client


@pytest.fixture
def translation() -> Translation:
    page = factories.full_service("Night Lamp")
    source, _new = TranslationSource.update_or_create_from_instance(page)
    factories.translate(page.get_parent().specific, "fr", publish=True)
    made = Translation.objects.create(source=source, target_locale=factories.locale("fr"))
    made.save_target(publish=False)
    return made


def edit_address(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def translate_all(translation: Translation, but: int = 0) -> None:
    segments = list(translation.source.stringsegment_set.order_by("order"))
    for segment in segments[: len(segments) - but]:
        StringTranslation.objects.create(
            translation_of=segment.string, locale=translation.target_locale, context=segment.context, data=f"fr {segment.string.data}"
        )


def test_publishing_with_a_missing_text_names_it_and_publishes_nothing(admin, translation):
    translate_all(translation, but=1)
    missing = translation.source.stringsegment_set.order_by("order").last().string.data
    page = translation.get_target_instance()
    answer = admin.post(edit_address(page), {"action": "publish"}, follow=True)
    assert "Not published" in answer.content.decode()
    assert missing in answer.content.decode()
    assert not ServicePage.objects.get(pk=page.pk).live
    assert StringTranslation.objects.filter(locale=translation.target_locale).exists()


def test_a_whole_translation_is_published(admin, translation, django_capture_on_commit_callbacks):
    translate_all(translation)
    page = translation.get_target_instance()
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(edit_address(page), {"action": "publish"})
    page = ServicePage.objects.get(pk=page.pk)
    assert page.live
    assert page.title == "fr Night Lamp"
    assert page.facts.phones.count() == 2


def test_facts_that_nobody_published_hold_a_translation_back(admin, translation):
    translate_all(translation)
    ServicePage.objects.filter(pk=translation.source.get_source_instance().pk).update(first_published_at=None)
    page = translation.get_target_instance()
    answer = admin.post(edit_address(page), {"action": "publish"}, follow=True)
    assert "has not been published yet" in answer.content.decode()
    assert not ServicePage.objects.get(pk=page.pk).live


def test_there_is_no_way_to_make_an_alias(admin, translation):
    page = translation.get_target_instance()
    admin.post(edit_address(page), {"localize-convert-to-alias": "1"})
    admin.post(reverse("wagtail_localize:convert_to_alias", args=[page.pk]))
    page = ServicePage.objects.get(pk=page.pk)
    assert page.alias_of is None
    translation.enabled = False
    translation.save()
    assert "Convert to alias" not in admin.get(edit_address(page)).content.decode()


def test_the_form_of_a_translation_shows_facts_and_cannot_change_them(admin, translation):
    translation.enabled = False
    translation.save()
    page = translation.get_target_instance()
    text = admin.get(edit_address(page)).content.decode()
    assert "+33199001234" in text
    assert edit_address(page.facts) in text
    assert 'name="phones-TOTAL_FORMS"' not in text
    admin.post(
        edit_address(page), {"title": "Lampe", "body-count": "0", "summary": "", "website": "https://evil.example.org/", "action-publish": "1"}
    )
    page = ServicePage.objects.get(pk=page.pk)
    assert page.facts.website == "https://lamp.example.org/"
    assert not page.website
