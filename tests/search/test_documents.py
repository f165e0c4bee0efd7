"""What stands in the table of what can be found, after everything that an editor can do: rows follow in the same transaction."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from resources import codes
from resources.models import Phone, ServicePage
from search.indexer import renew_stale
from search.models import SearchDocument
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
