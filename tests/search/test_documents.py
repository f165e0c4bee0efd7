"""What stands in the table of what can be found, after everything that an editor can do: rows follow in the same transaction."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from resources import codes
from resources.models import Phone, ServiceArea, ServiceLanguage, ServicePage
from search import outbox
from search.documents import renew
from search.indexer import renew_stale
from search.indexer.renewal import load
from search.models import SearchDocument
from taxonomy.models import AreaLabel, ConceptLabel
from tests import factories

pytestmark = pytest.mark.django_db


def row(page) -> SearchDocument:
    return SearchDocument.objects.get(page_id=page.pk)


def fresh(page) -> SearchDocument:
    renew_stale()
    return row(page)


def hide(page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


class TestAPublishedPage:
    def test_can_be_found_by_its_words_in_its_own_language(self):
        page = factories.service("Night Lamp", summary="Someone to talk to.", expect="<p>Somebody <b>answers</b>.</p>")
        french = factories.translate(page, "fr", title="Lampe de nuit", summary="Quelqu’un à qui parler.")
        assert (row(page).title, row(page).summary, row(page).language) == ("Night Lamp", "Someone to talk to.", "en")
        assert "answers" in row(page).body
        assert "<" not in row(page).body
        assert (row(french).title, row(french).language) == ("Lampe de nuit", "fr")
        assert row(page).family == row(french).family == page.pk

    def test_is_found_by_facts_that_live_on_the_original_in_every_language(self):
        page = factories.full_service("Night Lamp", topics=["thrown-out"])
        french = factories.translate(page, "fr")
        for one in (row(page), row(french)):
            assert {"phone", "whatsapp", "chat", "email", "in-person", "without-voice"} <= set(one.channels)
            assert set(one.help_languages) == {"fr", "ar", "fsl"}
            assert set(one.areas) == {"001", "FR"}
            assert set(one.topics) == {"thrown-out", "housing"}
            assert one.costs == ("free", "fixed")
            assert one.access == ("step-free",)
            assert one.kinds == ("service", "helpline")

    def test_is_found_by_words_for_its_topics_its_organisation_its_places_and_languages(self):
        page = factories.full_service("Night Lamp", topics=["housing"], organisation=factories.organisation("Lanternfolk"))
        french = factories.translate(page, "fr")
        assert {"Lanternfolk", "Morocco", "Lille", "Arabic", "Help line"} <= set(row(page).labels.split("\n"))
        assert {"Lanternfolk", "Maroc", "Lille", "arabe"} <= set(row(french).labels.split("\n"))

    def test_that_is_a_draft_has_no_row_at_all(self):
        page = factories.service("Night Lamp", publish=False)
        assert not SearchDocument.objects.filter(page_id=page.pk).exists()

    def test_is_found_by_what_is_published_not_by_the_draft_that_an_editor_saves(self):
        page = factories.service("Night Lamp", phones=[Phone(number="+33199001234")])
        version = row(page).version
        page.title = "Secret new name"
        page.phones.all()[0].number = "+33199009999"
        page.save_revision()
        assert (row(page).title, row(page).version) == ("Night Lamp", version)
        assert not row(page).stale

    def test_keeps_its_version_when_nothing_about_it_changes(self):
        page = factories.full_service()
        version = row(page).version
        ServicePage.objects.get(pk=page.pk).save()
        assert row(page).version == version

    def test_that_no_longer_exists_as_a_service_is_not_offered(self):
        page = factories.service("Night Lamp", status=codes.Status.DEFUNCT)
        assert not SearchDocument.objects.filter(page_id=page.pk, withdrawn=False).exists()


class TestWhoSeesAPage:
    """Each of these must take a page out at once, in the transaction of the change, and its text out of the table."""

    def assert_gone(self, page, version):
        one = row(page)
        assert one.withdrawn
        assert one.version > version
        assert (one.title, one.summary, one.labels, one.body, one.card, one.areas) == ("", "", "", "", {}, ())

    def test_unpublished(self):
        page = factories.service()
        version = row(page).version
        page.unpublish()
        self.assert_gone(page, version)

    def test_unpublished_with_its_section(self):
        section = factories.section()
        page = factories.full_service(parent=section)
        version = row(page).version
        section.unpublish()
        for one in section.get_descendants().specific():
            one.unpublish()
        self.assert_gone(page, version)

    def test_deleted(self):
        page = factories.service()
        pk, version = page.pk, row(page).version
        page.delete()
        page.pk = pk
        self.assert_gone(page, version)

    def test_deleted_with_its_section(self):
        section = factories.section()
        page = factories.service(parent=section)
        version = row(page).version
        section.delete()
        self.assert_gone(page, version)

    def test_unlisted_in_all_languages_at_once(self):
        page = factories.service()
        french = factories.translate(page, "fr")
        before = row(page).version
        page.listed = False
        factories.publish_page(page)
        self.assert_gone(page, before)
        self.assert_gone(french, before)

    def test_restricted_above_it(self):
        section = factories.section()
        page = factories.service(parent=section)
        before = row(page).version
        restriction = hide(section)
        self.assert_gone(page, before)
        restriction.delete()
        assert fresh(page).title == "Night Lamp"
        assert not row(page).withdrawn

    def test_restricted_where_its_facts_are(self):
        section = factories.section()
        page = factories.service(parent=section)
        french = factories.translate(page, "fr")
        before = row(french).version
        restriction = hide(page)
        self.assert_gone(french, before)
        restriction.delete()
        assert fresh(french).title == "Night Lamp (fr)"

    def test_moved_below_a_restricted_section_with_all_below_it(self):
        public, private = factories.section("Public"), factories.section("Private")
        page = factories.service(parent=factories.section("Inner", parent=public))
        hide(private)
        version = row(page).version
        page.get_parent().move(private, pos="last-child")
        self.assert_gone(page, version)
        inner = Page.objects.get(title="Inner")
        inner.move(Page.objects.get(title="Public"), pos="last-child")
        assert fresh(page).title == "Night Lamp"

    def test_published_behind_a_restriction_that_ends_later(self):
        section = factories.section()
        restriction = hide(section)
        page = factories.service(parent=section)
        assert not SearchDocument.objects.filter(page_id=page.pk, withdrawn=False).exists()
        restriction.delete()
        assert not fresh(page).withdrawn

    def test_with_an_end_keeps_the_end_for_the_reader_to_compare(self):
        end = timezone.now() + timedelta(days=3)
        page = factories.service(expire_at=end)
        assert row(page).visible_until == end

    def test_a_transaction_that_fails_changes_nothing(self):
        page = factories.service()
        version = row(page).version
        with transaction.atomic():
            page.unpublish()
            transaction.set_rollback(True)
        assert (row(page).version, row(page).withdrawn) == (version, False)


class TestAChangedFact:
    def test_on_the_original_renews_every_language_in_the_same_transaction(self):
        page = factories.service(phones=[Phone(number="+33199001234")])
        french = factories.translate(page, "fr")
        page.phones = [Phone(number="+33199005678", kind=codes.PhoneKind.TEXT)]
        factories.publish_page(page)
        for one in (row(page), row(french)):
            assert one.channels == ("text", "without-voice")
            assert one.card["phones"][0]["number"] == "+33199005678"

    def test_saved_as_a_row_by_itself_is_followed(self):
        page = factories.service(phones=[Phone(number="+33199001234")])
        french = factories.translate(page, "fr")
        phone = Phone.objects.get(page=page)
        phone.number = "+33199005678"
        before = row(french).version
        phone.save()
        assert row(french).version > before
        assert fresh(french).card["phones"][0]["number"] == "+33199005678"

    def test_deleted_as_a_row_by_itself_is_followed(self):
        page = factories.service(languages=[ServiceLanguage(code="fr"), ServiceLanguage(code="ar")])
        page.languages.all()
        ServiceLanguage.objects.get(page=page, code="ar").delete()
        assert fresh(page).help_languages == ("fr",)

    def test_in_a_row_below_a_row_is_followed(self):
        page = factories.service(phones=[Phone(number="+33199001234", hours=[factories.evenings(factories.PhoneHours)])])
        hours = factories.PhoneHours.objects.get(phone__page=page)
        hours.zone = "Africa/Casablanca"
        hours.save()
        assert fresh(page).card["phones"][0]["hours"][0]["zone"] == "Africa/Casablanca"

    def test_video_in_a_sign_language_needs_no_voice_and_video_in_a_spoken_one_does(self):
        video = {"channels": [factories.Channel(kind=codes.ChannelKind.VIDEO, address="https://video.example.org/")]}
        signed = factories.service("Signed", **video, languages=[ServiceLanguage(code="fsl")])
        spoken = factories.service("Spoken", **video, languages=[ServiceLanguage(code="fr")])
        assert "without-voice" in row(signed).channels
        assert "without-voice" not in row(spoken).channels


class TestWhatAPageShowsOfOthers:
    def test_a_new_name_of_the_organisation_reaches_its_services(self):
        organisation = factories.organisation("Lanternfolk")
        page = factories.service(organisation=organisation)
        before = row(page).version
        organisation.title = "Lighthouse People"
        factories.publish_page(organisation)
        assert row(page).version > before
        assert "Lighthouse People" in fresh(page).labels

    def test_a_new_word_for_a_topic_reaches_pages_about_it(self):
        page = factories.guide(topics=["thrown-out"])
        label = ConceptLabel.objects.get(concept__code="housing", language="en")
        label.alternatives = [*label.alternatives, "a bunk"]
        label.save()
        assert row(page).stale
        assert "a bunk" not in fresh(page).labels
        label = ConceptLabel.objects.get(concept__code="thrown-out", language="en")
        label.alternatives = [*label.alternatives, "locked out"]
        label.save()
        assert "locked out" in fresh(page).labels

    def test_a_new_name_of_an_area_reaches_pages_that_name_it(self):
        page = factories.service(areas=[ServiceArea(area=factories.area("DE-BE"))])
        AreaLabel.objects.create(area=factories.area("DE-BE"), language="en", name="Spree Athens")
        assert row(page).stale
        assert "Spree Athens" in fresh(page).labels

    def test_another_code_of_a_language_reaches_its_pages(self):
        page = factories.translate(factories.service(), "fr")
        locale = factories.locale("fr")
        locale.language_code = "pt"
        locale.__class__.objects.filter(language_code="pt").delete()
        locale.save()
        assert fresh(page).language == "pt"


class TestTheIndexerAndAnEditorAtOnce:
    def test_what_the_editor_publishes_stands_although_the_indexer_had_loaded_the_page_before(self):
        page = factories.guide("Lantern")
        outbox.mark_pages(Page.objects.filter(pk=page.pk))
        (old,) = load([page.pk]).values()
        page.title = "Lighthouse"
        factories.publish_page(page)
        renew(*old)
        assert row(page).title == "Lighthouse"

    def test_a_page_that_was_taken_away_meanwhile_stays_away(self):
        page = factories.guide("Lantern")
        (old,) = load([page.pk]).values()
        page.unpublish()
        renew(*old)
        assert row(page).withdrawn


class TestVersions:
    def test_grow_whatever_is_rolled_back(self):
        first = outbox.next_version()
        with transaction.atomic():
            outbox.next_version()
            transaction.set_rollback(True)
        assert outbox.next_version() > first

    def test_of_a_moved_section_are_raised_in_as_many_queries_for_twenty_pages_as_for_two(self):
        def cost(number: int) -> int:
            source, target = factories.section(f"From {number}"), factories.section(f"To {number}")
            for index in range(number):
                factories.guide(f"Guide {index}", source, revision=False)
            with CaptureQueriesContext(connection) as captured:
                outbox.mark_branch(source.path)
            assert SearchDocument.objects.filter(stale=True).count() >= number
            assert target
            return len(captured)

        assert cost(2) == cost(20)
