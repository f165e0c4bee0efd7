"""The answer of the search: steps, families, totals, filters, in the form that others build on."""

from __future__ import annotations

import pytest
from django.test import Client

from search import indexer
from tests import factories
from tests.search.asking import JSON, ask, families, titles

pytestmark = pytest.mark.django_db


class TestTheForm:
    def test_is_the_one_that_others_rely_on(self, index):
        factories.full_service("Night Lamp", organisation=None)
        answer = ask(q="lamp")
        assert set(answer) == {"query", "corrected", "total", "urgent", "steps", "facets"}
        assert (answer["query"], answer["corrected"], answer["total"]) == ("lamp", None, 1)
        (step,) = answer["steps"]
        assert set(step) == {"step", "label", "results"}
        (result,) = step["results"]
        assert set(result) == {"title", "url", "language", "family", "kind", "why", "summary"}
        assert (result["title"], result["language"], result["kind"]) == ("Night Lamp", "en", "service")
        assert result["url"].startswith("/en/")
        assert result["why"]
        assert set(answer["facets"]["channel"][0]) == {"value", "label", "count", "chosen"}

    def test_is_the_same_for_get_and_post(self, index):
        factories.guide("Lantern")
        indexer.update()
        got = Client().get("/en/search/", {"q": "lantern"}, **JSON)
        assert got.json() == ask(q="lantern")

    def test_of_no_question_is_empty(self, index):
        factories.guide("Lantern")
        assert ask() == {"query": "", "corrected": None, "total": 0, "urgent": None, "steps": [], "facets": {}}

    def test_leads_where_the_page_is_now(self, index):
        section = factories.section("Old shelf")
        guide = factories.guide("Lantern", section)
        indexer.update()
        section.slug = "new-shelf"
        factories.publish_page(section)
        (step,) = ask(fresh=False, q="lantern")["steps"]
        assert step["results"][0]["url"] == f"/en/new-shelf/{guide.slug}/"


class TestLanguages:
    def test_the_readers_come_first_each_family_once(self, index):
        guide = factories.guide("Lantern")
        factories.translate(guide, "fr", title="Lantern en français")
        english_only = factories.guide("Lantern abroad")
        answer = ask("fr", q="lantern")
        assert [one["step"] for one in answer["steps"]] == ["languages", "other"]
        assert titles(answer, "languages") == ["Lantern en français"]
        assert families(answer) == [guide.pk, english_only.pk]
        assert answer["total"] == 2

    def test_that_a_reader_reads_as_well_count_as_the_readers(self, index):
        factories.guide("Lantern abroad")
        answer = ask("fr", q="lantern", reads=["en", "ar", "tlh", "fr"])
        assert [one["step"] for one in answer["steps"]] == ["languages"]

    def test_a_page_found_by_words_of_another_language_is_shown_in_the_readers(self, index):
        guide = factories.guide("Lantern")
        factories.translate(guide, "fr", title="Bateaux de papier")
        (step,) = ask("fr", q="lantern", exact="1")["steps"]
        (result,) = step["results"]
        assert (step["step"], result["title"], result["language"]) == ("other", "Bateaux de papier", "fr")
        assert "anglais" in result["why"]

    def test_a_service_without_words_in_the_readers_language_opens_with_its_facts_in_it(self, index):
        service = factories.service("Night Lamp")
        result = ask("ar", q="lamp")["steps"][0]["results"][0]
        assert result["url"] == f"/ar/{service.url_path.split('/', 2)[2]}"
        assert result["language"] == "en"
        factories.translate(factories.home(), "ar")
        assert Client().get(result["url"]).status_code == 200

    def test_a_reader_who_reads_its_language_is_led_to_its_words(self, index):
        factories.service("Night Lamp")
        assert ask("ar", q="lamp", reads="en")["steps"][0]["results"][0]["url"].startswith("/en/")


class TestWords:
    def test_misspelt_are_corrected_and_shown_and_can_be_taken_as_typed(self, index):
        factories.guide("Lantern")
        answer = ask(q="lantren")
        assert (answer["corrected"], titles(answer)) == ("lantern", ["Lantern"])
        assert ask(q="lantren", exact="1")["total"] == 0

    def test_cut_short_are_completed(self, index):
        factories.guide("Lantern")
        assert titles(ask(q="lante")) == ["Lantern"]

    def test_for_a_topic_find_what_is_about_it_in_other_words_and_languages(self, index):
        guide = factories.guide("Paper boats", topics=["housing"])
        label = guide.topics.first().labels.get(language="fr")
        answer = ask("fr", q=label.preferred)
        assert titles(answer) == ["Paper boats"]
        assert answer["steps"][-1]["step"] == "topics"
        assert label.preferred in answer["steps"][-1]["results"][0]["why"]
