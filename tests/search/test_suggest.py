"""What is offered while somebody types: from public pages only, nothing that hurts, nothing kept, and never an error."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as law
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction

from search import indexer
from search.models import NeverSuggest, SearchDocument
from taxonomy.models import ConceptLabel
from tests import factories
from tests.many import services

pytestmark = pytest.mark.django_db


def answer(text: str, language: str = "en", **more: Any) -> dict[str, Any]:
    response = Client().post(f"/{language}/search/suggest/", {"q": text, **more})
    assert response.status_code == 200
    found: dict[str, Any] = response.json()
    return found


def offered(text: str, language: str = "en", kind: str = "", **more: Any) -> list[str]:
    return [one["text"] for one in answer(text, language, **more)["suggestions"] if kind in ("", one["kind"])]


@pytest.fixture
def shelf(index):
    lantern = factories.guide("Lantern attic", summary="Lanternfish and lanterns.")
    factories.guide("Papers to keep", summary="Somewhere dry, near a lantern.")
    indexer.update()
    return lantern


class TestWhatIsOffered:
    def test_topics_then_titles_then_words(self, shelf):
        factories.guide("Somewhere to sleep tonight", summary="Somewhat warm.")
        indexer.update()
        found = answer("somew")["suggestions"]
        assert [one["kind"] for one in found] == sorted((one["kind"] for one in found), key=["topic", "page", "word"].index)
        assert [one["text"] for one in found[:2]] == ["Somewhere safe to stay", "Somewhere to sleep tonight"]
        assert found[0]["url"] == "/en/search/?topic=housing"
        assert found[1] == {
            "kind": "page",
            "text": "Somewhere to sleep tonight",
            "language": "en",
            "note": "Guide",
            "url": "/en/get-help/somewhere-to-sleep-tonight/",
        }
        assert {"kind": "word", "text": "somewhat", "language": "en", "note": "", "url": ""} in found

    def test_a_topic_is_found_by_its_other_names_and_says_by_which(self, index):
        [topic] = answer("homeles")["suggestions"]
        assert (topic["text"], topic["note"]) == ("Somewhere safe to stay", "Topic: homeless")

    def test_at_most_eight_of_them_three_topics_and_four_titles(self, index):
        for number in range(9):
            factories.guide(f"Help line {number}", summary=f"helpa{number} helpb{number}")
        indexer.update()
        found = answer("hel")["suggestions"]
        kinds = [one["kind"] for one in found]
        assert (len(found), kinds.count("topic") <= 3, kinds.count("page")) == (8, True, 4)

    def test_a_title_that_begins_as_typed_stands_first(self, index):
        factories.guide("Papers")
        factories.guide("Keep these papers somewhere very dry and safe for many years")
        factories.guide("Paper lanterns for all of the long evenings of the whole winter")
        indexer.update()
        assert offered("paper", kind="page")[0].startswith("Paper")
        assert offered("keep", kind="page") == ["Keep these papers somewhere very dry and safe for many years"]

    def test_words_begin_as_they_were_typed_and_stop_words_are_none(self, shelf):
        assert offered("HIV Lant", kind="word") == ["HIV Lantern", "HIV Lanternfish"]
        assert offered("lantern t", kind="word") == []
        assert offered("lanterns", kind="word") == [], "what stands there already is no suggestion"

    def test_nothing_to_go_on_gives_nothing(self, shelf):
        for text in ("", " ", "l", "!!", "\u200b"):
            assert answer(text) == {"suggestions": [], "said": "No suggestions."}

    def test_how_many_there_are_is_said_in_the_language_of_the_page(self, shelf):
        assert answer("lantern att")["said"].startswith("1 suggestion. ")
        assert answer("lan")["said"].startswith("3 suggestions. ")


class TestLanguages:
    def test_titles_and_words_are_in_the_languages_of_the_reader(self, shelf):
        factories.translate(shelf, "fr", title="Lanterne au grenier", summary="Une lanterne.")
        indexer.update()
        assert offered("lantern", "fr", "page") == ["Lanterne au grenier"]
        assert offered("lantern at", "fr") == []
        assert offered("lantern at", "fr", "page", reads=["en", "xx"]) == ["Lantern attic"]

    def test_one_character_is_enough_where_words_have_no_spaces(self, index):
        factories.translate(factories.guide("Housing rights"), "zh-hant", title="居住權利")
        indexer.update()
        assert offered("居", "zh-hant", "page") == ["居住權利"]
        assert "安全的落腳處" in offered("住", "zh-hant", "topic")

    def test_a_new_name_of_a_topic_is_offered_at_once(self, index):
        assert offered("zzyzx") == []
        label = ConceptLabel.objects.get(concept__code="housing", language="en")
        label.alternatives = [*label.alternatives, "zzyzx rooms"]
        label.save()
        assert offered("zzyzx") == ["Somewhere safe to stay"]


class TestOnlyWhatIsPublic:
    """The same for titles and for words, before the index has heard of it."""

    @pytest.fixture
    def secret(self, shelf):
        secret = factories.guide("Quokka cellar", summary="Quokkas sleep here.")
        indexer.update()
        assert offered("quok") == ["Quokka cellar", "quokka"]
        return secret

    def hide(self, secret, how):
        past = timezone.now() - timedelta(seconds=1)
        {
            "unpublished": secret.unpublish,
            "deleted": secret.delete,
            "restricted": lambda: PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN),
            "hidden": lambda: (setattr(secret, "listed", False), factories.publish_page(secret)),
            "behind the back of signals": lambda: Page.objects.filter(pk=secret.pk).update(live=False),
            "expired": lambda: (setattr(secret, "expire_at", past + timedelta(days=1)), factories.publish_page(secret)),
        }[how]()
        if how == "expired":
            indexer.update()
            type(secret).objects.filter(pk=secret.pk).update(expire_at=past)
            SearchDocument.objects.filter(page_id=secret.pk).update(visible_until=past)

    @pytest.mark.parametrize("how", ["unpublished", "deleted", "restricted", "hidden", "expired"])
    def test_nothing_of_a_page_that_was_taken_away_is_offered(self, secret, how):
        self.hide(secret, how)
        assert offered("quok") == []
        indexer.update()
        assert offered("quok") == []

    def test_no_title_of_a_page_that_was_taken_away_behind_the_back_of_all_signals(self, secret):
        self.hide(secret, "behind the back of signals")
        assert offered("quok", kind="page") == []

    def test_nor_of_a_draft_nor_of_the_draft_of_a_public_page(self, secret):
        factories.guide("Quoll hideout", publish=False)
        secret.title = "Quetzal cellar"
        secret.save_revision()
        indexer.update()
        assert offered("quol") == offered("quetz") == []


class TestWordsThatAreNeverSuggested:
    def never(self, **words):
        NeverSuggest.objects.all().delete()
        NeverSuggest(words=words).save()

    def test_neither_in_titles_nor_as_words_and_at_once(self, shelf):
        self.never(en=["lanternfish", "Lantern  Áttic"])
        assert offered("lantern") == []
        assert offered("lante") == ["lantern"]
        self.never(en=["lantern"])
        assert offered("lante") == ["lanternfish"]

    def test_a_word_of_another_language_may_stand(self, shelf):
        self.never(fr=["lantern"], en=[])
        assert "lantern" in offered("lante")
        self.never(all=["lantern"])
        assert "lantern" not in offered("lante")

    def test_in_scripts_without_spaces_anywhere(self, index):
        factories.translate(factories.guide("Housing rights"), "zh-hant", title="關於居住的權利")
        indexer.update()
        self.never(**{"zh-hant": ["居住"]})
        assert offered("關於", "zh-hant", "page") == []

    def test_those_that_come_with_the_hub_hold_until_editors_say_otherwise(self, index):
        factories.guide("When somebody calls you a tranny", summary="Trannies.")
        indexer.update()
        assert offered("trann") == []
        self.never(en=[])
        assert offered("trann") != []

    def test_whoever_types_one_finds_what_there_is(self, index):
        factories.guide("When somebody calls you a tranny")
        indexer.update()
        found = Client().post("/en/search/", {"q": "tranny"}, headers={"accept": "application/json"}).json()
        assert found["total"] == 1

    def test_nobody_is_corrected_to_one(self, index):
        factories.guide("When somebody calls you a tranny", summary="Granny listens.")
        indexer.update()
        corrected = Client().post("/en/search/", {"q": "trannx"}, headers={"accept": "application/json"}).json()["corrected"]
        assert corrected is None
        self.never(en=[])
        assert Client().post("/en/search/", {"q": "trannx"}, headers={"accept": "application/json"}).json()["corrected"] == "tranny"


class TestTheAnswer:
    def test_is_kept_by_nobody_and_sets_no_cookie(self, shelf):
        response = Client(enforce_csrf_checks=True).post("/en/search/suggest/", {"q": "lan"}, headers={"origin": "null"})
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex"
        assert not response.cookies
        assert Client().get("/en/search/suggest/?q=lan").json() == response.json()

    def test_leads_along_the_discreet_and_the_light_way(self, shelf):
        assert answer("lantern at", "en/p")["suggestions"][0]["url"] == f"/en/p/{shelf.pk}/"
        assert answer("lantern at", "light/en")["suggestions"][0]["url"] == "/light/en/get-help/lantern-attic/"
        assert answer("homeles", "en/p")["suggestions"][0]["url"].startswith("/en/p/search/?topic=")
        assert not answer("homeles", "en/p")["suggestions"][0]["url"].endswith("housing")

    def test_is_there_without_an_index(self, index):
        assert offered("homeles") == ["Somewhere safe to stay"]

    def test_asks_the_database_little_however_many_pages_there_are(self, index, django_assert_max_num_queries):
        services(30)
        indexer.rebuild()
        with django_assert_max_num_queries(8):
            assert offered("serv", kind="page")

    @law(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        fields=st.dictionaries(
            st.sampled_from(["q", "near", "field", "reads", "x"]), st.text(max_size=40) | st.sampled_from(["near", "\x00", "a" * 3000, "-", "%"])
        ),
        posted=st.booleans(),
    )
    def test_no_input_is_an_error(self, index, fields, posted):
        sent = {name: value.encode("utf-8", "replace").decode() for name, value in fields.items()}
        response = (Client().post if posted else Client().get)("/en/search/suggest/", sent)
        assert response.status_code == 200

    @pytest.mark.parametrize("body", [b"q=%FF", b"q=a" * 200_000, b"q=x; charset=nonsense", b"[1,2", b"\x00"])
    @pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded; charset=nonsense", "multipart/form-data; boundary=x", "application/json"])
    def test_no_broken_request_is(self, index, body, kind):
        assert Client().generic("POST", "/en/search/suggest/", body, kind).status_code == 200
