"""The answer of the search: steps, families, totals, filters, in the form that others build on."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as law
from hypothesis import strategies as st

from resources import codes
from resources.models import Access, Channel, Cost, Location, Phone, ServiceArea, ServiceLanguage
from search import indexer
from search.engines import site_engine
from tests import factories
from tests.search.asking import JSON, ask, every_page, facet, families, titles

pytestmark = pytest.mark.django_db


def areas(*codes: str) -> list[ServiceArea]:
    return [ServiceArea(area=factories.area(code)) for code in codes]


class TestTheForm:
    def test_is_the_one_that_others_rely_on(self, index):
        factories.full_service("Night Lamp", organisation=None)
        answer = ask(q="lamp")
        assert set(answer) == {"query", "corrected", "total", "steps", "facets"}
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
        assert ask() == {"query": "", "corrected": None, "total": 0, "steps": [], "facets": {}}

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


NARROWED = [
    ({"channel": "phone"}, {"Lantern call"}),
    ({"channel": ["phone", "chat"]}, {"Lantern call", "Lantern chat"}),
    ({"channel": "without-voice"}, {"Lantern chat"}),
    ({"channel": "in-person"}, {"Lantern house"}),
    ({"help_language": "fsl"}, {"Lantern chat"}),
    ({"topic": "housing"}, {"Lantern call", "Lantern house", "Lantern guide"}),
    ({"topic": "thrown-out"}, {"Lantern house"}),
    ({"audience": "young"}, {"Lantern call"}),
    ({"cost": "free"}, {"Lantern call"}),
    ({"access": "captions"}, {"Lantern chat"}),
    ({"access": "toilet"}, set()),
    ({"kind": "guide"}, {"Lantern guide"}),
    ({"area": "MA"}, {"Lantern house"}),
    ({"topic": "housing", "channel": "phone"}, {"Lantern call"}),
    ({"topic": "no-such-topic"}, set()),
]


class TestFilters:
    @pytest.fixture
    def shelf(self, index):
        factories.service(
            "Lantern call",
            phones=[Phone(number="+33199001234")],
            languages=[ServiceLanguage(code="fr")],
            costs=[Cost(kind=codes.CostKind.FREE)],
            areas=areas("FR"),
            topics=["housing"],
            audiences=["young"],
        )
        factories.service(
            "Lantern chat",
            channels=[Channel(kind=codes.ChannelKind.CHAT, address="https://chat.example.org/")],
            languages=[ServiceLanguage(code="ar"), ServiceLanguage(code="fsl")],
            areas=areas("001"),
            access=[Access(kind=codes.AccessKind.CAPTIONS, answer=codes.Answer.YES), Access(kind=codes.AccessKind.TOILET, answer=codes.Answer.NO)],
        )
        factories.service("Lantern house", locations=[Location(area=factories.area("MA"))], areas=areas("MA"), topics=["thrown-out"])
        factories.guide("Lantern guide", topics=["housing"])
        indexer.update()

    def test_narrow_what_is_found(self, shelf):
        for chosen, expected in NARROWED:
            assert set(titles(ask(q="lantern", fresh=False, **chosen))) == expected, chosen

    def test_alone_list_all_that_fits(self, shelf):
        answer = ask(topic="housing")
        assert titles(answer) == ["Lantern call", "Lantern house", "Lantern guide"]
        assert answer["total"] == 3

    def test_are_offered_with_the_number_that_each_would_show(self, shelf):
        answer = ask(q="lantern", channel="phone")
        assert facet(answer, "channel") == {"without-voice": 1, "phone": 1, "chat": 1, "in-person": 1}
        assert facet(answer, "topic") == {"housing": 1}
        everything = ask(q="lantern")
        for name in ("channel", "help_language", "topic", "audience", "cost", "access", "kind", "area"):
            for value, number in facet(everything, name).items():
                assert ask(fresh=False, q="lantern", **{name: value})["total"] == number, (name, value)

    def test_speak_the_readers_language_sign_languages_too(self, shelf):
        answer = ask("fr", q="lantern")
        labels = {one["value"]: one["label"] for name in answer["facets"] for one in answer["facets"][name]}
        assert labels["ar"] == "Arabe"
        assert labels["MA"] == "Maroc"
        assert labels["fsl"]
        assert labels["fsl"] != "fsl"

    def test_a_chosen_one_that_fits_nothing_can_still_be_taken_back(self, shelf):
        answer = ask(q="lantern", cost="insurance")
        assert answer["total"] == 0
        assert facet(answer, "cost")["insurance"] == 0


class TestNear:
    @pytest.fixture
    def shelf(self, index):
        for title, codes_ in {
            "Lantern of Lebanon": ["LB"],
            "Lantern of Morocco": ["MA"],
            "Lantern of the world": ["001"],
            "Lantern of Africa": ["002"],
        }.items():
            factories.service(title, areas=areas(*codes_))

    def test_puts_first_what_can_be_used_there_in_whatever_language_it_is_named(self, shelf):
        for near in ["MA", "ma", "Morocco", "Maroc", "المغرب", "摩洛哥", " marruecos "]:
            answer = ask(q="lantern", near=near)
            assert set(titles(answer, "near")) == {"Lantern of Morocco", "Lantern of the world", "Lantern of Africa"}, near
            assert titles(answer, "languages") == ["Lantern of Lebanon"]
            assert "Morocco" in answer["steps"][0]["label"]

    def test_says_why(self, shelf):
        found = {one["title"]: one["why"] for one in ask(q="lantern", near="MA")["steps"][0]["results"]}
        assert "from anywhere" in found["Lantern of the world"]
        assert "Morocco" in found["Lantern of Africa"]

    def test_keeps_the_results_when_the_place_is_not_known(self, shelf):
        assert ask(q="lantern", near="Xyzzy")["total"] == 4

    def test_alone_lists_what_can_be_used_there(self, shelf):
        assert set(titles(ask(near="MA"), "near")) == {"Lantern of Morocco", "Lantern of the world", "Lantern of Africa"}

    def test_of_a_part_of_a_country_finds_what_covers_the_country(self, shelf):
        assert "Lantern of Morocco" in titles(ask(q="lantern", near="MA-06"), "near")


@pytest.fixture
def library(index) -> list[int]:
    """Thirty families: all in English, some also in French or Arabic, some services with an area."""
    made = []
    for number in range(30):
        more = {"areas": areas("MA" if number % 4 else "LB")} if number % 2 else {"topics": ["housing"]}
        page = (factories.service if number % 2 else factories.guide)(f"Lantern {number:02}", revision=False, **more)
        for code, every in (("fr", 3), ("ar", 5)):
            if number % every == 0:
                factories.translate(page, code, title=f"Lantern {code} {number:02}")
        made.append(page.pk)
    indexer.update()
    return made


class TestThirtyFamilies:
    def test_stand_once_on_all_pages_together_ten_a_page(self, library):
        for language in ("en", "fr", "ar", "zh-hant"):
            for asked in ({"q": "lantern"}, {"q": "lantern", "near": "MA"}, {"topic": "housing"}, {"kind": "service"}, {"near": "LB"}):
                pages = every_page(language, **asked)
                found = [family for one in pages for family in families(one)]
                assert len(found) == len(set(found)) == pages[0]["total"], (language, asked)
                assert {one["total"] for one in pages} == {pages[0]["total"]}
                assert all(len(families(one)) == 10 for one in pages[:-1])
                assert "q" not in asked or set(found) == set(library)

    def test_each_in_the_language_of_the_reader_where_it_has_one(self, library):
        found = [result for one in every_page("fr", q="lantern") for step in one["steps"] for result in step["results"]]
        assert sum(result["language"] == "fr" for result in found) == 10
        assert [result["language"] for result in found[:10]] == ["fr"] * 10

    def test_beyond_the_last_page_there_is_nothing_and_the_total_stays(self, library):
        answer = ask(q="lantern", page=99)
        assert (answer["total"], answer["steps"]) == (30, [])

    @law(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        asked=st.fixed_dictionaries(
            {},
            optional={
                "q": st.sampled_from(["lantern", "lantern 07", "lantrn", "fr", "housing", "12"]),
                "near": st.sampled_from(["MA", "LB", "nowhere"]),
                "reads": st.lists(st.sampled_from(["en", "fr", "ar"]), max_size=3),
                "topic": st.just("housing"),
                "kind": st.lists(st.sampled_from(["service", "guide"]), max_size=2),
            },
        )
    )
    def test_law_the_pages_together_hold_as_many_families_as_the_total_says(self, library, asked):
        pages = every_page("fr", **asked)
        found = [family for one in pages for family in families(one)]
        assert len(found) == len(set(found)) == pages[0]["total"]


def with_rubbish() -> Any:
    text = st.text(max_size=60) | st.sampled_from(
        ["\x00", "\ud800x", "'\"><script>", "a" * 5000, "٣", "%00", "-1", "１", "0", "1e9", "\u202e", "ـ" * 99, "]]>&amp;"]
    )
    names = [
        "q",
        "near",
        "country",
        "reads",
        "help_language",
        "channel",
        "topic",
        "audience",
        "cost",
        "access",
        "kind",
        "area",
        "page",
        "exact",
        "x[]",
        "\x00",
    ]
    return st.lists(st.tuples(st.sampled_from(names), text), max_size=12)


class TestAnyInput:
    @law(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        fields=with_rubbish(), posted=st.booleans(), accept=st.sampled_from(["application/json", "text/html", "*/*", "", "a/b;q=x", ",,;", "\x7f"])
    )
    def test_is_answered(self, index, fields, posted, accept):
        self.fill()
        data: dict[str, list[str]] = {}
        for name, value in fields:
            data.setdefault(name, []).append(
                value.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if posted else value.replace("\ud800", "�")
            )
        client = Client()
        response = (client.post if posted else client.get)("/en/search/", data, HTTP_ACCEPT=accept)
        assert response.status_code == 200

    def fill(self):
        if not site_engine().status().exists:
            factories.guide("Lantern")
            indexer.update()

    @pytest.mark.parametrize(
        ("body", "kind"),
        [
            (b"q=%FF%FE&page=%00", "application/x-www-form-urlencoded"),
            (b"q=" + b"%ED%A0%80", "application/x-www-form-urlencoded"),
            (b"q=a" * 200_000, "application/x-www-form-urlencoded"),
            (b"&".join(b"topic=%d" % number for number in range(5000)), "application/x-www-form-urlencoded"),
            (b"q=caf\xe9", "application/x-www-form-urlencoded; charset=latin-1"),
            (b"q=x", "application/x-www-form-urlencoded; charset=nonsense"),
            (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
            (b"broken", "multipart/form-data"),
            (b"[1,2", "application/json"),
            (b"\x00" * 100, "text/plain"),
        ],
    )
    def test_that_is_no_form_is_answered(self, index, body, kind):
        self.fill()
        assert Client().generic("POST", "/en/search/", body, content_type=kind, **JSON).status_code == 200

    def test_in_an_address_is_answered(self, index):
        self.fill()
        for query in (
            "q=%FF",
            "q=%ED%A0%80&topic=%00",
            "q=" + "x" * 20_000,
            "&".join(f"kind={number}" for number in range(3000)),
            "page=" + "9" * 5000,
        ):
            assert Client().get(f"/en/search/?{query}", **JSON).status_code == 200

    def test_of_another_method_is_refused_as_such(self, index):
        assert Client().put("/en/search/", b"q=x").status_code == 405
