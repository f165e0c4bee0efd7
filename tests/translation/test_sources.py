"""Publishing an original: translators find the new sentences at once, readers of the translation see no change, and nothing stops the publication."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail_localize.models import StringTranslation, TranslationSource

from resources.models import GuidePage
from tests import factories
from tests.translation import people
from translation import sources
from translation.make import make_translation
from translation.models import TranslationState
from translation.states import translation_of
from translation.whole import missing_segments

pytestmark = pytest.mark.django_db


def calm() -> int:
    return factories.guide("Keeping calm", summary="Breathe.", body=[{"type": "text", "value": "<p>One.</p><p>Two.</p>"}]).pk


@pytest.fixture(scope="module")
def kept_guide(kept):
    return kept(calm)


@pytest.fixture
def guide(kept_guide, db):
    return GuidePage.objects.get(pk=kept_guide)


@pytest.fixture
def french(guide, django_capture_on_commit_callbacks):
    people.translator()
    return people.published(guide, capture=django_capture_on_commit_callbacks)


def change(page: GuidePage, **words) -> GuidePage:
    page = GuidePage.objects.get(pk=page.pk)
    for name, text in words.items():
        setattr(page, name, text)
    return page


def test_new_sentences_wait_beside_old_ones_that_keep_their_translation(guide, french):
    factories.publish_page(change(guide, summary="Breathe slowly."))
    assert missing_segments(translation_of(french)) == ["Breathe slowly."]
    french = GuidePage.objects.get(pk=french.pk)
    assert (french.title, french.summary) == ("fr Keeping calm", "fr Breathe.")
    assert french.get_latest_revision_as_object().summary == "fr Breathe."


def test_a_draft_of_the_original_shows_translators_nothing(guide, french):
    change(guide, summary="Breathe slowly.").save_revision()
    assert missing_segments(translation_of(french)) == []


def test_changed_facts_leave_the_segments_alone(guide, french, django_assert_max_num_queries):
    before = list(TranslationSource.objects.values_list("pk", flat=True))
    page = change(guide, review_on=timezone.localdate())
    factories.publish_page(page)
    with django_assert_max_num_queries(20):
        sources.refresh(TranslationSource.objects.get(object_id=guide.translation_key).pk)
    assert list(TranslationSource.objects.values_list("pk", flat=True)) == before
    assert missing_segments(translation_of(french)) == []


def test_an_original_that_goes_live_by_its_date_is_renewed_as_well(guide, french):
    page = change(guide, summary="Breathe slowly.", go_live_at=timezone.now() + timedelta(hours=1))
    revision = page.save_revision()
    revision.publish()
    assert missing_segments(translation_of(french)) == []
    past = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    assert missing_segments(translation_of(french)) == ["Breathe slowly."]
    assert TranslationState.objects.get(page=french).outdated


def test_an_original_that_a_workflow_publishes_is_renewed_as_well(guide, french):
    page = change(guide, summary="Breathe slowly.")
    page.save_revision()
    state = people.workflow().start(page, factories.administrator())
    state.current_task_state.approve(user=factories.administrator("second"))
    assert missing_segments(translation_of(french)) == ["Breathe slowly."]


def test_a_translation_that_was_brought_by_an_import_is_renewed_as_well(guide):
    people.translator()
    words = {"title": "Rester calme", "summary": "Respirer.", "body": [{"type": "text", "value": "<p>Un.</p><p>Deux.</p>"}]}
    french = make_translation(guide, factories.locale("fr"), words)
    assert not TranslationState.objects.get(page=french).outdated
    factories.publish_page(change(guide, summary="Breathe slowly."))
    assert TranslationState.objects.get(page=french).outdated
    assert missing_segments(translation_of(french)) == ["Breathe slowly."]


def test_a_failure_is_logged_and_tried_again_and_the_page_is_published_all_the_same(
    guide, french, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True), monkeypatch.context() as broken:
        broken.setattr(TranslationSource, "update_from_db", lambda self: 1 / 0)
        page = factories.publish_page(change(guide, summary="Breathe slowly."))
    assert GuidePage.objects.get(pk=page.pk).summary == "Breathe slowly."
    assert "could not be renewed" in caplog.text
    assert missing_segments(translation_of(french)) == ["Breathe slowly."]


def test_a_source_that_is_gone_by_then_is_no_error():
    sources.retry.func(999_999)


class TestSmallChanges:
    def post(self, client, page, **more):
        data = {"title": page.title, "slug": page.slug, "summary": "Breathe!", "seo_title": "", "search_description": "", "small-change-asked": "1"}
        form = client.get(f"/admin/pages/{page.pk}/edit/").context["form"]
        data |= {f"{name}-{key}": "0" for name in form.formsets for key in ("TOTAL_FORMS", "INITIAL_FORMS")}
        data |= {f"{name}-count": "0" for name in form.fields if hasattr(form.fields[name], "block")}
        data |= {"listed": "on", "action-publish": "1", **more}
        answer = client.post(f"/admin/pages/{page.pk}/edit/", {name: value for name, value in data.items() if value is not None})
        assert answer.status_code == 302, answer.context["form"].errors
        return GuidePage.objects.get(pk=page.pk)

    @pytest.fixture
    def admin(self, client):
        client.force_login(factories.administrator())
        return client

    def test_a_small_change_leaves_translations_up_to_date(self, admin, guide, french):
        assert 'name="small_change"' in admin.get(f"/admin/pages/{guide.pk}/edit/").content.decode()
        page = self.post(admin, guide, small_change="1")
        assert page.summary == "Breathe!"
        state = TranslationState.objects.get(page=french)
        assert not state.outdated
        assert state.source_revision == page.live_revision

    def test_without_it_they_fall_behind_and_a_later_small_change_does_not_hide_that(self, admin, guide, french):
        self.post(admin, guide)
        assert TranslationState.objects.get(page=french).outdated
        self.post(admin, guide, summary="Breathe !", small_change="1")
        assert TranslationState.objects.get(page=french).outdated

    def test_a_small_change_may_go_live_later(self, admin, guide, french):
        page = self.post(admin, guide, small_change="1", **{"action-publish": None})
        assert 'value="1" aria-describedby="small-change-help" checked' in admin.get(f"/admin/pages/{guide.pk}/edit/").content.decode()
        page.get_latest_revision().publish()
        assert not TranslationState.objects.get(page=french).outdated

    def test_the_box_is_not_shown_where_nothing_is_translated(self, admin):
        page = factories.guide("Alone")
        assert 'name="small_change"' not in admin.get(f"/admin/pages/{page.pk}/edit/").content.decode()


def test_the_reader_is_told_of_a_machine_until_somebody_has_looked(client, guide, django_capture_on_commit_callbacks):
    people.translator()
    factories.translate(guide.get_parent().specific, "fr")
    machine = StringTranslation.TRANSLATION_TYPE_MACHINE
    french = people.published(guide, capture=django_capture_on_commit_callbacks, translation_type=machine)
    state = TranslationState.objects.get(page=french)
    assert state.machine
    text = client.get(french.url).content.decode()
    assert 'class="notice"' in text
    assert f'href="/en/get-help/{guide.slug}/"' in text
    StringTranslation.objects.update(translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL)
    with django_capture_on_commit_callbacks(execute=True):
        translation_of(french).save_target(publish=True)
    assert not TranslationState.objects.get(page=french).machine
    assert 'class="notice"' not in client.get(french.url).content.decode()
