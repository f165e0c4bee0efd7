"""Filters with their numbers, and the place of the reader."""

from __future__ import annotations

import pytest

from resources import codes
from resources.models import Access, Channel, Cost, Location, Phone, ServiceArea, ServiceLanguage
from tests import factories
from tests.search.asking import ask, facet, titles

pytestmark = pytest.mark.django_db


def areas(*codes: str) -> list[ServiceArea]:
    return [ServiceArea(area=factories.area(code)) for code in codes]


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
    @staticmethod
    def make_shelf():
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

    def test_narrow_what_is_found(self, class_shelf):
        for chosen, expected in NARROWED:
            assert set(titles(ask(q="lantern", fresh=False, **chosen))) == expected, chosen

    def test_alone_list_all_that_fits(self, class_shelf):
        answer = ask(topic="housing")
        assert titles(answer) == ["Lantern call", "Lantern house", "Lantern guide"]
        assert answer["total"] == 3

    def test_are_offered_with_the_number_that_each_would_show(self, class_shelf):
        answer = ask(q="lantern", channel="phone")
        assert facet(answer, "channel") == {"without-voice": 1, "phone": 1, "chat": 1, "in-person": 1}
        assert facet(answer, "topic") == {"housing": 1}
        everything = ask(q="lantern")
        for name in ("channel", "help_language", "topic", "audience", "cost", "access", "kind", "area"):
            for value, number in facet(everything, name).items():
                assert ask(fresh=False, q="lantern", **{name: value})["total"] == number, (name, value)

    def test_speak_the_readers_language_sign_languages_too(self, class_shelf):
        answer = ask("fr", q="lantern")
        labels = {one["value"]: one["label"] for name in answer["facets"] for one in answer["facets"][name]}
        assert labels["ar"] == "Arabe"
        assert labels["MA"] == "Maroc"
        assert labels["fsl"]
        assert labels["fsl"] != "fsl"

    def test_a_chosen_one_that_fits_nothing_can_still_be_taken_back(self, class_shelf):
        answer = ask(q="lantern", cost="insurance")
        assert answer["total"] == 0
        assert facet(answer, "cost")["insurance"] == 0


class TestNear:
    @staticmethod
    def make_shelf():
        for title, codes_ in {
            "Lantern of Lebanon": ["LB"],
            "Lantern of Morocco": ["MA"],
            "Lantern of the world": ["001"],
            "Lantern of Africa": ["002"],
        }.items():
            factories.service(title, areas=areas(*codes_))

    def test_puts_first_what_can_be_used_there_in_whatever_language_it_is_named(self, class_shelf):
        for near in ["MA", "ma", "Morocco", "Maroc", "المغرب", "摩洛哥", " marruecos "]:
            answer = ask(q="lantern", near=near)
            assert titles(answer)[0] == "Lantern of Morocco", near
            assert titles(answer, "here") == ["Lantern of Morocco"], near
            assert set(titles(answer, "anywhere")) == {"Lantern of the world", "Lantern of Africa"}, near
            assert titles(answer, "languages") == ["Lantern of Lebanon"]
            assert "Morocco" in answer["steps"][0]["label"]

    def test_says_why(self, class_shelf):
        found = {one["title"]: one["why"] for step in ask(q="lantern", near="MA")["steps"] for one in step["results"]}
        assert "You can use it: from anywhere, in English." in found["Lantern of the world"]
        assert "all of Africa" in found["Lantern of Africa"]
        assert "all of Morocco" in found["Lantern of Morocco"]
        assert "You can use it" not in found["Lantern of Lebanon"]

    def test_keeps_the_results_when_the_place_is_not_known(self, class_shelf):
        assert ask(q="lantern", near="Xyzzy")["total"] == 4

    def test_alone_lists_what_can_be_used_there(self, class_shelf):
        answer = ask(near="MA")
        assert titles(answer)[:3] == ["Lantern of Morocco", *titles(answer, "anywhere")]
        assert set(titles(answer, "anywhere")) == {"Lantern of the world", "Lantern of Africa"}

    def test_of_a_part_of_a_country_finds_what_covers_the_country(self, class_shelf):
        assert titles(ask(q="lantern", near="MA-06"), "country") == ["Lantern of Morocco"]
