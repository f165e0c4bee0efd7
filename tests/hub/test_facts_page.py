"""The facts page: one home for each fact, read by every language (DESIGN §4)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.models import Page, Revision

from hub.models.facts import FactsNotPublishedError
from resources.codes import Answer
from resources.models import Phone, ServicePage
from tests import factories

pytestmark = pytest.mark.django_db


def numbers(page: ServicePage) -> list[str]:
    return [phone.number for phone in page.phones.all()]


@pytest.fixture
def night_lamp(full_service: ServicePage) -> ServicePage:
    return full_service


class TestATranslation:
    def test_holds_no_facts_and_reads_those_of_the_original(self, night_lamp):
        french = factories.translate(night_lamp, "fr", title="Lampe de nuit")
        french = ServicePage.objects.get(pk=french.pk)
        assert numbers(french) == []
        assert french.organisation is None
        assert not french.topics.exists()
        assert french.facts == night_lamp
        assert numbers(french.facts) == numbers(night_lamp) != []

    def test_of_a_translation_reads_the_page_the_family_began_with(self, night_lamp):
        french = factories.translate(night_lamp, "fr")
        arabic = factories.translate(french, "ar")
        assert arabic.facts_page == night_lamp

    def test_of_a_page_below_untranslated_sections_brings_them_as_drafts_not_as_aliases(self, night_lamp):
        french = night_lamp.copy_for_translation(factories.locale("fr"), copy_parents=True)
        parent = french.get_parent()
        assert not parent.live
        assert parent.alias_of is None
        assert parent.specific.facts_page == night_lamp.get_parent().specific

    def test_keeps_its_facts_page_whatever_an_old_revision_says(self, night_lamp):
        french = factories.translate(night_lamp, "fr")
        revision = french.latest_revision
        revision.content["facts_page"] = None
        revision.save()
        assert revision.as_object().facts_page == night_lamp

    def test_is_not_published_before_the_facts_were_once(self):
        draft = factories.service("Draft", publish=False)
        draft.save_revision()
        french = factories.translate(draft, "fr", publish=False)
        with pytest.raises(FactsNotPublishedError):
            french.save_revision().publish()
        french.refresh_from_db()
        assert not french.live

    def test_that_is_scheduled_waits_for_its_facts(self):
        draft = factories.service("Draft", publish=False)
        french = factories.translate(draft, "fr", publish=False)
        french.go_live_at = timezone.now() - timedelta(minutes=1)
        revision = french.save_revision()
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=french.go_live_at)
        call_command("publish_scheduled")
        assert not ServicePage.objects.get(pk=french.pk).live
        factories.publish_page(ServicePage.objects.get(pk=draft.pk))
        call_command("publish_scheduled")
        assert ServicePage.objects.get(pk=french.pk).live

    def test_has_the_slug_of_the_original_even_after_it_changes(self, night_lamp):
        french = factories.translate(night_lamp, "fr", title="Lampe de nuit")
        assert french.slug == night_lamp.slug
        french.save_revision()
        night_lamp.slug = "evening-lamp"
        factories.publish_page(night_lamp)
        # The signal is sent once the change is committed; in a test that is never, so the receiver is called as it would be.
        from hub.families import follow_slug

        follow_slug(ServicePage, night_lamp)
        french.refresh_from_db()
        assert french.slug == "evening-lamp"
        assert french.url_path.endswith("/evening-lamp/")
        assert french.get_latest_revision_as_object().slug == "evening-lamp"


class TestAChangedFact:
    def test_is_seen_in_every_language_once_published_and_not_before(self, night_lamp):
        french = factories.translate(night_lamp, "fr")
        night_lamp.phones.set([Phone(number="+33199009999", on_bill=Answer.UNKNOWN)])
        revision = night_lamp.save_revision()
        assert "+33199009999" not in numbers(ServicePage.objects.get(pk=french.pk).facts)
        revision.publish()
        assert numbers(ServicePage.objects.get(pk=french.pk).facts) == ["+33199009999"]

    def test_stays_readable_when_the_original_is_unpublished(self, night_lamp):
        french = factories.translate(night_lamp, "fr")
        night_lamp.unpublish()
        french = ServicePage.objects.get(pk=french.pk)
        assert french.live
        assert numbers(french.facts)
        assert ServicePage.visible().filter(pk=french.pk).exists()

    def test_hides_all_languages_at_once_when_it_is_listed(self, night_lamp):
        french = factories.translate(night_lamp, "fr")
        night_lamp.listed = False
        night_lamp.save()
        assert not ServicePage.visible().filter(pk__in=[night_lamp.pk, french.pk]).exists()


class TestACopy:
    @pytest.mark.parametrize("keep_live", [True, False])
    def test_of_a_translation_is_a_new_family_with_its_own_copy_of_the_facts(self, night_lamp, keep_live):
        french = factories.translate(night_lamp, "fr")
        copy = french.copy(update_attrs={"title": "Autre", "slug": "autre"}, keep_live=keep_live)
        copy = ServicePage.objects.get(pk=copy.pk)
        assert copy.facts_page is None
        assert numbers(copy) == numbers(night_lamp)
        assert copy.organisation == night_lamp.organisation
        assert list(copy.topics.all()) == list(night_lamp.topics.all())
        assert not {phone.pk for phone in copy.phones.all()} & {phone.pk for phone in night_lamp.phones.all()}

    def test_of_a_translation_still_holds_its_facts_after_it_was_edited(self, night_lamp):
        french = factories.translate(night_lamp, "fr")
        copy = ServicePage.objects.get(pk=french.copy(update_attrs={"title": "Autre", "slug": "autre"}).pk)
        draft = copy.get_latest_revision_as_object()
        assert numbers(draft) == numbers(night_lamp)
        draft.save_revision().publish()
        assert numbers(ServicePage.objects.get(pk=copy.pk)) == numbers(night_lamp)

    def test_of_the_original_copies_its_facts_with_the_hours_of_each_number(self, night_lamp):
        copy = ServicePage.objects.get(pk=night_lamp.copy(update_attrs={"title": "Other", "slug": "other"}).pk)
        assert numbers(copy) == numbers(night_lamp)
        assert copy.phones.all()[0].hours.count() == night_lamp.phones.all()[0].hours.count() == 1

    def test_of_a_section_in_one_language_takes_the_facts_of_all_pages_along(self, night_lamp):
        french = factories.translate(night_lamp, "fr")
        section = french.get_parent().specific
        section.copy(recursive=True, update_attrs={"title": "Copie", "slug": "copie"})
        copy = ServicePage.objects.get(url_path__endswith=f"/copie/{french.slug}/")
        assert copy.keeps_facts
        assert numbers(copy) == numbers(night_lamp)

    def test_as_an_alias_is_refused(self, night_lamp):
        with pytest.raises(ValidationError):
            night_lamp.create_alias()


class TestDeletion:
    def test_of_facts_that_others_read_is_impossible_in_the_database(self, night_lamp):
        factories.translate(night_lamp, "fr")
        with pytest.raises(ProtectedError):
            night_lamp.delete()

    def test_of_a_translation_leaves_the_facts(self, night_lamp):
        french = factories.translate(night_lamp, "fr")
        french.delete()
        assert numbers(ServicePage.objects.get(pk=night_lamp.pk))


def test_a_family_is_sound_after_all_of_this(night_lamp):
    french = factories.translate(night_lamp, "fr")
    french.copy(update_attrs={"title": "Autre", "slug": "autre"})
    assert Page.find_problems() == ([], [], [], [], [])
    assert Revision.objects.filter(object_id=str(french.pk)).exists()
