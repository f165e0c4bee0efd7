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
from translation.start import start
from translation.states import translation_of
from translation.whole import HalfTranslatedError, OtherWordsError

pytestmark = pytest.mark.django_db


@pytest.fixture
def half():
    """A translation that lacks one text."""
    people.translator()
    return people.begun(factories.guide("Keeping calm", summary="Breathe."), but=1)


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


class TestStart:
    def test_parents_come_as_drafts_whose_sentences_wait_too(self):
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

    def test_what_is_there_is_only_opened(self, django_capture_on_commit_callbacks):
        people.translator()
        guide = factories.guide("Keeping calm")
        french = people.published(guide, capture=django_capture_on_commit_callbacks)
        revisions = french.revisions.count()
        assert start(guide, factories.locale("fr")) == french
        again = GuidePage.objects.get(pk=french.pk)
        assert again.live
        assert again.title == "fr Keeping calm"
        assert again.revisions.count() == revisions

    def test_a_translation_of_its_own_making_is_never_overwritten(self):
        guide = factories.guide("Keeping calm")
        french = factories.translate(guide, "fr", title="Garder son calme")
        assert start(guide, factories.locale("fr")) == french
        assert translation_of(french) is None

    def test_a_bare_copy_becomes_a_translation(self):
        people.translator()
        guide = factories.guide("Keeping calm")
        factories.translate(guide.get_parent().specific, "fr")
        copy = guide.copy_for_translation(factories.locale("fr"))
        assert start(guide, factories.locale("fr")) == copy
        assert translation_of(copy)

    def test_it_begins_by_the_button_for_whoever_may_add_there_and_for_nobody_else(self, client):
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

    def test_editors_find_the_button_on_the_original(self, client):
        people.translator()
        guide = factories.guide("Keeping calm")
        client.force_login(factories.administrator())
        address = reverse("translation:languages", args=[guide.pk])
        assert address in client.get(reverse("wagtailadmin_pages:edit", args=[guide.pk])).content.decode()
        text = client.get(address).content.decode()
        assert reverse("translation:start", args=[guide.pk, "fr"]) in text
        assert client.get(reverse("wagtail_localize:submit_page_translation", args=[guide.pk])).url == address
