"""Rows of the search follow what a page shows of others, and stand whoever writes at once."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from resources import codes
from resources.models import Phone, ServiceArea, ServiceLanguage
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
