"""Half a translation goes live by no way at all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail_localize.models import Translation

from resources.models import GuidePage
from tests import factories
from tests.translation import people
from translation.states import translation_of
from translation.whole import HalfTranslatedError, OtherWordsError

pytestmark = pytest.mark.django_db


def begin() -> int:
    """The number of a translation that lacks one text."""
    people.translator()
    return people.begun(factories.guide("Keeping calm", summary="Breathe."), but=1).pk


@pytest.fixture(scope="module")
def kept_half(kept):
    return kept(begin)


@pytest.fixture
def half(kept_half, db):
    return GuidePage.objects.get(pk=kept_half)


@pytest.fixture
def translator(client, half):
    client.force_login(people.User.objects.get(username="translator-fr"))
    return client


def is_live(page) -> bool:
    return GuidePage.objects.get(pk=page.pk).live


def test_the_draft_itself_is_not_published(half):
    with pytest.raises(HalfTranslatedError):
        half.get_latest_revision().publish()
    assert not is_live(half)


def test_a_draft_with_words_of_the_original_is_not_published_once_all_is_translated(half):
    people.write(translation_of(half))
    with pytest.raises(OtherWordsError):
        half.get_latest_revision().publish()
    assert not is_live(half)


def test_bulk_publishing_names_the_page_and_what_it_lacks(translator, half):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = translator.post(f"{address}?id={half.pk}&next=/admin/", {"include_descendants": ""}, follow=True)
    assert "Not published" in answer.content.decode()
    above = half.get_parent()
    translator.post(f"{address}?id={above.pk}&next=/admin/", {"include_descendants": "on"}, follow=True)
    assert not is_live(half)


def test_a_date_publishes_nothing_and_stops_no_other_page(half):
    past = timezone.now() - timedelta(minutes=1)
    half.revisions.update(approved_go_live_at=past)
    other = factories.guide("Another", publish=False)
    other.save_revision()
    other.revisions.update(approved_go_live_at=past)
    call_command("publish_scheduled", verbosity=0)
    assert not is_live(half)
    assert is_live(other)


def test_a_workflow_does_not_publish_it(half):
    half.save_revision()
    state = people.workflow().start(half, factories.administrator())
    with pytest.raises(HalfTranslatedError):
        state.current_task_state.approve(user=factories.administrator("second"))
    assert not is_live(half)


def test_the_interface_of_the_admin_does_not_publish_it(client, half):
    client.force_login(factories.administrator())
    client.raise_request_exception = False
    client.post(f"/admin/api/main/pages/{half.pk}/action/publish/")
    assert not is_live(half)


def test_it_is_not_made_an_ordinary_page_that_could_be_published(translator, half):
    translation = translation_of(half)
    address = reverse("wagtail_localize:stop_translation", args=[translation.pk])
    answer = translator.post(address, {"next": reverse("wagtailadmin_home")}, follow=True)
    assert "Not published" in answer.content.decode()
    assert Translation.objects.get(pk=translation.pk).enabled
    people.write(translation)
    translator.post(address, {"next": reverse("wagtailadmin_home")})
    assert not Translation.objects.get(pk=translation.pk).enabled
    assert GuidePage.objects.get(pk=half.pk).get_latest_revision_as_object().summary == "fr Breathe."


def test_all_translations_at_once_are_never_published(client, half):
    client.force_login(factories.administrator())
    client.post(reverse("wagtail_localize:update_translations", args=[translation_of(half).source_id]), {"publish_translations": "on"})
    assert not is_live(half)


def test_an_upload_fills_and_publishes_nothing(translator, half):
    translation = translation_of(half)
    po = str(translation.export_po()).replace('msgid "Breathe."\nmsgstr ""', 'msgid "Breathe."\nmsgstr "Respirer."')
    upload = SimpleUploadedFile("fr.po", po.encode())
    translator.post(reverse("wagtail_localize:upload_pofile", args=[translation.pk]), {"file": upload, "next": reverse("wagtailadmin_home")})
    assert not is_live(half)


def test_an_empty_text_is_a_missing_one(half):
    people.write(translation_of(half), data="")
    with pytest.raises(HalfTranslatedError):
        half.get_latest_revision().publish()


def test_a_whole_one_is_published_by_whoever_may_and_by_nobody_else(translator, half, django_capture_on_commit_callbacks):
    people.write(translation_of(half))
    group = people.User.objects.get(username="translator-fr").groups.get()
    publish = group.page_permissions.filter(permission__codename="publish_page")
    kept = list(publish)
    publish.delete()
    translator.post(reverse("wagtailadmin_pages:edit", args=[half.pk]), {"action": "publish"})
    assert not is_live(half)
    for one in kept:
        one.pk = None
        one.save()
    with django_capture_on_commit_callbacks(execute=True):
        answer = translator.post(reverse("wagtailadmin_pages:edit", args=[half.pk]), {"action": "publish"}, follow=True)
    assert "fr Keeping calm" in answer.content.decode()
    assert is_live(half)
