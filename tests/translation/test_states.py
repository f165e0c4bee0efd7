"""Pins: a translation says which version of the original it renders, and when the original's words moved on."""

from __future__ import annotations

import json

import pytest
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from resources.models import Phone, ServicePage
from tests import factories
from translation.models import TranslationState

pytestmark = pytest.mark.django_db


@pytest.fixture
def night_lamp(full_service):
    return full_service


def state(page) -> TranslationState:
    return TranslationState.objects.get(page_id=page.pk)


def change(page: ServicePage, **words) -> ServicePage:
    page = ServicePage.objects.get(pk=page.pk)
    for name, text in words.items():
        setattr(page, name, text)
    return factories.publish_page(page)


def test_a_published_translation_pins_the_version_it_renders(night_lamp):
    french = factories.translate(night_lamp, "fr")
    assert state(french).source_revision == night_lamp.live_revision
    assert state(french).pinned_on == night_lamp.live_revision.created_at
    assert not state(french).outdated


def test_changed_words_of_the_original_leave_its_translations_behind(night_lamp):
    french = factories.translate(night_lamp, "fr")
    first = change(night_lamp, summary="Another sentence.")
    change(night_lamp, summary="Yet another sentence.")
    assert state(french).outdated
    assert state(french).source_changed_on == first.live_revision.created_at


def test_changed_facts_leave_translations_up_to_date(night_lamp):
    french = factories.translate(night_lamp, "fr")
    change(night_lamp, phones=[Phone(number="+33199009999")], website="https://elsewhere.example.org/")
    assert not state(french).outdated


def test_words_that_come_back_are_no_change(night_lamp):
    french = factories.translate(night_lamp, "fr")
    change(night_lamp, summary="Another sentence.")
    change(night_lamp, summary=night_lamp.summary)
    assert not state(french).outdated


def test_blocks_that_a_database_writes_down_in_another_order_are_no_change():
    """PostgreSQL gives the names in its JSON back sorted, so the same guide published again reads otherwise."""
    guide = factories.guide(body=[{"type": "checklist", "value": {"title": "Bring", "items": ["A friend"]}}])
    french = factories.translate(guide, "fr")
    blocks = json.loads(guide.live_revision.content["body"])
    again = guide.save_revision(log_action=False)
    again.content["body"] = json.dumps([dict(reversed(block.items())) for block in blocks])
    again.save()
    again.publish(log_action=False)
    assert again.content["body"] != guide.live_revision.content["body"]
    assert not state(french).outdated


def test_a_draft_of_the_original_changes_nothing(night_lamp):
    french = factories.translate(night_lamp, "fr")
    night_lamp.summary = "Another sentence."
    night_lamp.save_revision()
    assert not state(french).outdated


def test_an_ordinary_page_keeps_its_pin_when_it_is_published_again(night_lamp):
    french = factories.translate(night_lamp, "fr")
    change(night_lamp, summary="Another sentence.")
    factories.publish_page(ServicePage.objects.get(pk=french.pk))
    assert state(french).outdated


class TestFromSegments:
    @pytest.fixture
    def segments(self, night_lamp) -> Translation:
        source, _new = TranslationSource.update_or_create_from_instance(night_lamp)
        return Translation.objects.create(source=source, target_locale=factories.locale("fr"))

    def put(self, translation: Translation) -> None:
        for segment in translation.source.stringsegment_set.all():
            StringTranslation.objects.get_or_create(
                translation_of=segment.string,
                locale=translation.target_locale,
                context=segment.context,
                defaults={"data": f"fr {segment.string.data}"},
            )

    def publish(self, translation: Translation, django_capture_on_commit_callbacks) -> ServicePage:
        self.put(translation)
        with django_capture_on_commit_callbacks(execute=True):
            translation.save_target(publish=True)
        return translation.get_target_instance()

    def test_the_pin_is_the_version_whose_segments_were_translated(self, night_lamp, segments, django_capture_on_commit_callbacks):
        french = self.publish(segments, django_capture_on_commit_callbacks)
        cut_from = ServicePage.objects.get(pk=night_lamp.pk).live_revision
        change(night_lamp, summary="Another sentence.")
        assert state(french).source_revision == cut_from
        assert state(french).outdated

    def test_the_pin_moves_when_the_changed_segments_are_published(self, night_lamp, segments, django_capture_on_commit_callbacks):
        french = self.publish(segments, django_capture_on_commit_callbacks)
        changed = change(night_lamp, summary="Another sentence.")
        assert state(french).outdated
        self.publish(Translation.objects.get(pk=segments.pk), django_capture_on_commit_callbacks)
        assert not state(french).outdated
        assert state(french).source_revision == changed.live_revision

    def test_a_synchronisation_touches_no_fact(self, night_lamp, segments, django_capture_on_commit_callbacks):
        french = self.publish(segments, django_capture_on_commit_callbacks)
        assert french.facts_page == night_lamp
        assert not french.phones.exists()
        assert french.slug == night_lamp.slug
        assert night_lamp.phones.count() == 2
