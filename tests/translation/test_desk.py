"""The translators' editor: half a translation is kept, and never published."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from resources.models import ServicePage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(factories.administrator())
    return client


def begin() -> int:
    page = factories.full_service("Night Lamp")
    source, _new = TranslationSource.update_or_create_from_instance(page)
    factories.translate(page.get_parent().specific, "fr", publish=True)
    made = Translation.objects.create(source=source, target_locale=factories.locale("fr"))
    made.save_target(publish=False)
    return made.pk


@pytest.fixture(scope="module")
def kept_translation(kept):
    return kept(begin)


@pytest.fixture
def translation(kept_translation, db) -> Translation:
    return Translation.objects.get(pk=kept_translation)


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


def test_facts_are_told_in_words_as_the_form_says_them(admin, translation):
    text = BeautifulSoup(admin.get(edit_address(translation.get_target_instance())).content, "html.parser").get_text(" ", strip=True)
    for said in ("Coming out", "Where people may be", "France", "Monday, Tuesday", "6 p.m.", "Hours of this number"):
        assert said in text, said
    for code in ("Opening hourss", "MO, TU", "18:00:00", "coming-out"):
        assert code not in text, code


def test_who_may_not_edit_the_facts_is_led_to_the_page_that_shows_them(client, translation):
    page = translation.get_target_instance()
    client.force_login(factories.translator("fr"))
    html = client.get(edit_address(page)).content.decode()
    links = [link["href"] for link in BeautifulSoup(html, "html.parser").select("section[aria-labelledby=facts-heading] a")]
    assert links == [page.facts.url]


def test_what_is_missing_is_said_whole_or_with_an_ellipsis(admin, translation):
    translate_all(translation)
    long = translation.source.stringsegment_set.order_by("order").last()
    long.string.data = "word " * 60
    long.string.save()
    StringTranslation.objects.filter(translation_of=long.string).delete()
    answer = admin.post(edit_address(translation.get_target_instance()), {"action": "publish"}, follow=True)
    assert "word…" in answer.content.decode()


def test_bringing_new_segments_never_publishes_half_a_translation(admin, translation):
    translate_all(translation, but=1)
    address = reverse("wagtail_localize:update_translations", args=[translation.source.pk])
    assert "Publish immediately" not in admin.get(address).content.decode()
    assert admin.post(address, {"publish_translations": "on"}).status_code == 302
    assert not ServicePage.objects.get(pk=translation.get_target_instance().pk).live
