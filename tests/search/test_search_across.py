"""Whoever asks in one language finds pages in another: through what words are called there, through translations, through the names of topics."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import override_settings

from search import indexer, wordlist
from search.engines.base import Query, Step
from taxonomy.models import ConceptLabel
from tests import factories
from tests.search.asking import ask, page, titles
from tests.search.engine_kit import ask as ask_engine
from tests.search.engine_kit import fill, keys
from tests.search.engine_kit import page as document

pytestmark = pytest.mark.django_db
LESSONS = [
    ("Un logement calme", "سكن هادئ", "Un logement calme pour la nuit. Le refuge est ouvert."),
    ("Trouver un logement", "إيجاد سكن", "Trouver un logement calme."),
    ("Un avocat gratuit", "محام مجاني", "Un avocat écoute."),
    ("Parler avec un avocat", "حديث مع محام", "Parler prend du temps."),
    ("La nuit au refuge", "ليلة في الملجأ", "La nuit est longue."),
]
ALONE = "أماكن سكن في المدينة"


def translated(title: str, **titles: str):
    """A guide with its translations."""
    guide = factories.guide(title)
    for code, words in titles.items():
        factories.translate(guide, code, title=words)
    return guide


def learn() -> int:
    indexer.update()
    return wordlist.refresh(at_most_every=timedelta(0))


def lay_out() -> None:
    """Five guides in French and Arabic, one in Arabic, one in French; the Arabic one says in other words what the French queries do."""
    for number, (french, arabic, summary) in enumerate(LESSONS):
        guide = factories.guide(f"Lesson {number}")
        factories.translate(guide, "fr", title=french, summary=summary)
        factories.translate(guide, "ar", title=arabic, summary=arabic)
    translated("Bed and roof", ar=ALONE)
    translated("Quiet room", fr="Chambre paisible")
    factories.guide("A roof", topics=["housing"])
    learn()


@pytest.fixture(scope="module")
def kept_site(kept, tmp_path_factory):
    """The folder of the site with its index and word list."""
    with override_settings(HUB_DATA=tmp_path_factory.mktemp("across")):
        kept(lay_out)
        return settings.HUB_DATA


@pytest.fixture
def taught(kept_site, db, settings):
    settings.HUB_DATA = kept_site


@pytest.fixture
def without_list(taught, settings, tmp_path, monkeypatch):
    """The same site before anything was learnt."""
    monkeypatch.setattr("search.results.answering.site_words", lambda: wordlist.WordList(tmp_path / "none"))


def first(answer, step="languages"):
    return next((one["results"] for one in answer["steps"] if one["step"] == step), [])


def found(language, **asked):
    return {result["title"]: result for result in first(ask(language, fresh=False, **asked))}


class TestAReaderOfArabicWhoTypesFrench:
    def test_finds_a_page_that_stands_in_arabic_alone_and_is_told_why(self, taught):
        result = found("ar", q="logement")[ALONE]
        assert result["language"] == "ar"
        assert "\u2068سكن\u2069" in result["why"]

    def test_sees_the_word_marked_on_the_page_of_results(self, taught):
        assert "<mark>سكن</mark>" in page("ar", fresh=False, q="logement")

    def test_finds_nothing_of_it_before_anything_was_learnt(self, without_list):
        assert ALONE not in found("ar", q="logement")

    def test_gets_no_translation_of_what_is_to_be_taken_as_typed(self, taught):
        assert ALONE not in found("ar", q="logement", exact="1")

    def test_is_told_that_words_were_translated_and_can_take_them_as_typed(self, taught):
        html = page("ar", q="logement", fresh=False)
        assert 'name="exact"' in html
        assert "ترجمة هذه الكلمات" in html
        assert "ترجمة هذه الكلمات" not in page("ar", q="logement", exact="1", fresh=False)

    def test_finds_it_with_words_of_two_scripts(self, taught):
        both = found("ar", q="logement المدينة")
        assert next(iter(both)) == ALONE

    def test_still_finds_pages_when_the_list_cannot_be_read(self, taught, monkeypatch, tmp_path, caplog):
        broken = tmp_path / "words.sqlite3"
        broken.write_bytes(b"no database at all" * 100)
        monkeypatch.setattr("search.results.answering.site_words", lambda: wordlist.WordList(broken))
        assert LESSONS[1][1] in found("ar", q="logement")
        assert "cannot be read" in caplog.text
        assert "logement" not in caplog.text


class TestAFamily:
    @pytest.mark.parametrize(("french", "arabic", "_summary"), LESSONS)
    def test_is_among_the_first_three_by_its_title_in_another_language(self, taught, french, arabic, _summary):
        assert arabic in [result["title"] for result in first(ask("ar", fresh=False, q=french))][:3]
        assert french in [result["title"] for result in first(ask("fr", fresh=False, q=arabic))][:3]

    def test_says_in_which_version_the_words_were_found(self, without_list):
        result = found("ar", q="avocat gratuit")[LESSONS[2][1]]
        assert result["language"] == "ar"
        assert "الفرنسية" in result["why"]

    def test_leads_to_the_readers_translation(self, without_list):
        assert found("ar", q="avocat gratuit")[LESSONS[2][1]]["url"].startswith("/ar/")

    def test_without_a_page_for_the_reader_stays_among_other_languages_and_says_so(self, taught):
        answer = ask("zh-hant", fresh=False, q="logement")
        assert not first(answer)
        assert {result["language"] for result in first(answer, "other")} <= {"en", "fr", "ar"}
        html = page("zh-hant", q="chambre paisible", fresh=False)
        assert '<bdi lang="en" dir="ltr">English</bdi>' in html

    def test_in_a_language_that_the_reader_also_reads_says_its_language(self, taught):
        assert '<bdi lang="fr" dir="ltr">Français</bdi>' in page("ar", q="chambre paisible", reads="fr", fresh=False)


class TestTopics:
    def test_named_in_the_language_of_the_query_are_offered_to_a_reader_of_another(self, taught):
        label = ConceptLabel.objects.get(concept__code="housing", language="fr").preferred
        answer = ask("ar", fresh=False, q=label)
        assert "A roof" in titles(answer)


class TestTheEngine:
    @pytest.fixture
    def filled(self, engine):
        fill(
            engine,
            document("1", 1, "fr", "logement"),
            document("2", 1, "ar", "غرفة"),
            document("3", 2, "fr", "logement calme"),
            document("4", 3, "ar", "سكن"),
        )
        return engine

    def test_finds_documents_by_what_a_word_is_called_in_their_language(self, filled):
        called = {"ar": {"logement": (("سكن", 1.0),)}}
        assert keys(ask_engine(filled, "logement", "ar")) == []
        assert keys(ask_engine(filled, "logement", "ar", translations=called)) == ["4"]

    def test_finds_families_of_the_readers_language_through_another_one_and_no_others(self, filled):
        assert keys(ask_engine(filled, "logement", "ar", through=("fr",))) == ["1"]

    def test_leaves_families_to_later_steps_that_it_could_not_show(self, filled):
        steps = (Step("own", "logement", ("ar",), through=("fr",)), Step("other", "logement", ("fr",)))
        answer = filled.search(Query(steps))
        assert [[hit.key for hit in step.hits] for step in answer.steps] == [["1"], ["3"]]
        assert [step.total for step in answer.steps] == [1, 1]

    def test_does_not_find_a_family_whose_page_for_the_reader_was_withdrawn(self, filled):
        assert keys(ask_engine(filled, "logement", "ar", through=("fr",), exclude_keys={"2"})) == []

    def test_does_not_correct_what_can_be_translated(self, filled):
        called = {"ar": {"logemant": (("سكن", 1.0),)}}
        assert ask_engine(filled, "logemant", "ar", translations=called).corrected is None

    def test_a_stop_word_of_another_language_is_no_reason_to_show_a_page(self, filled):
        fill(filled, document("5", 5, "ar", "de سكن"), document("6", 6, "ar", "de"))
        called = {"ar": {"de": (), "logement": (("سكن", 1.0),)}}
        found = keys(ask_engine(filled, "de logement", "ar", translations=called))
        assert "5" in found
        assert "6" not in found

    def test_tells_in_how_many_documents_of_each_language_a_word_stands(self, filled):
        assert filled.shares(["logement", "سكن"]) == {"fr": {"logement": 1.0, "سكن": 0.0}, "ar": {"logement": 0.0, "سكن": 0.5}}
        assert filled.shares(["سكن"], exclude_keys={"4"})["ar"] == {"سكن": 0.0}
