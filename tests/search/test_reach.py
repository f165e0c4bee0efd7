"""Help that can be used where the reader is: first, on its level, in true local time, and never an empty page."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from resources import codes
from resources.models import Alert, Channel, Cost, Cover, ListingConsent, Location, OpeningHours, Phone, ServiceArea, ServiceLanguage, Verification
from search import indexer
from search.models import SearchDocument
from taxonomy.models import Area
from tests import factories
from tests.search.asking import ask, page, titles

pytestmark = pytest.mark.django_db

CHAT = {"channels": [Channel(kind=codes.ChannelKind.CHAT, address="https://chat.example.org/")]}


def areas(*codes_: str) -> list[ServiceArea]:
    return [ServiceArea(area=factories.area(code)) for code in codes_]


def service(title: str, where: list[str], speaks: tuple[str, ...] = ("en",), **more: Any) -> Any:
    rows = {"areas": areas(*where), "languages": [ServiceLanguage(code=code) for code in speaks], **(more if "locations" in more else CHAT | more)}
    return factories.service(title, revision=False, **{"topics": ["asylum"], **rows})


def steps(answer: dict[str, Any]) -> dict[str, list[str]]:
    return {step["step"]: [one["title"] for one in step["results"]] for step in answer["steps"]}


class TestLevels:
    @staticmethod
    def make_shelf():
        service("Everywhere", ["001"])
        service("France", ["FR"])
        service("Island of France", ["FR-IDF"])
        service("Paris house", ["FR"], locations=[Location(area=factories.area("FR-75C"), town="Paris")])
        service("Lyon house", ["FR-69M"], locations=[Location(area=factories.area("FR-69M"), town="Lyon")])
        service("Germany", ["DE"])
        service("French only", ["001"], speaks=("fr",))
        factories.guide("Guide", topics=["asylum"])

    def test_stand_in_order_from_near_to_far(self, class_shelf):
        found = steps(ask(topic="asylum", near="FR-75C"))
        assert found["here"] == ["Paris house"]
        assert found["region"] == ["Island of France"]
        assert found["country"] == ["France"]
        assert found["anywhere"] == ["Everywhere"]
        assert list(found)[:4] == ["here", "region", "country", "anywhere"]

    def test_hold_the_same_when_the_topic_is_typed_in_whatever_words(self, class_shelf):
        found = steps(ask(q="refugee lawyer", near="FR-75C"))
        assert [found[name] for name in ("here", "region", "country", "anywhere")] == [
            ["Paris house"],
            ["Island of France"],
            ["France"],
            ["Everywhere"],
        ]

    def test_show_help_in_other_languages_apart_and_what_is_not_for_people_there_last(self, class_shelf):
        found = steps(ask(topic="asylum", near="FR-75C"))
        assert found["tongues"] == ["French only"]
        assert set(found["languages"]) == {"Lyon house", "Germany"}
        assert found["more"] == ["Guide"]

    def test_count_what_the_reader_reads_as_well(self, class_shelf):
        assert set(steps(ask(topic="asylum", near="FR-75C", reads="fr"))["anywhere"]) == {"Everywhere", "French only"}

    def test_say_why_in_one_sentence(self, class_shelf):
        why = {one["title"]: one["why"] for step in ask(topic="asylum", near="FR-75C")["steps"] for one in step["results"]}
        assert why["Paris house"].startswith("You can use it: in person: Paris.")
        assert why["France"].startswith("You can use it: by chat, all of France, in English.")
        assert why["Everywhere"].startswith("You can use it: by chat, from anywhere, in English.")

    def test_speak_the_readers_language(self, class_shelf):
        answer = ask("fr", topic="asylum", near="Paris")
        assert answer["steps"]
        assert all(step["label"] for step in answer["steps"])


class TestWhatMayNotAnswerNow:
    @pytest.fixture
    def shelf(self, index):
        today = timezone.localdate()
        yesterday = today - timedelta(days=1)
        service("Closed", ["FR"], alerts=[Alert(kind=codes.AlertKind.CLOSED, starts_on=yesterday)])
        service("Full", ["FR"], alerts=[Alert(kind=codes.AlertKind.FULL, starts_on=yesterday)])
        service("Inactive", ["FR"], status=codes.Status.INACTIVE)
        service("Unchecked", ["FR"], verifications=[Verification(on=today - timedelta(days=400), how=codes.VerifiedHow.PHONE)])
        service("Open again", ["FR"], alerts=[Alert(kind=codes.AlertKind.CLOSED, starts_on=yesterday, ends_on=yesterday)])
        service("Far", ["001"])

    def test_sinks_behind_what_does_however_far_and_says_so(self, shelf):
        answer = ask(topic="asylum", near="FR")
        assert titles(answer)[:2] == ["Open again", "Far"]
        assert set(steps(answer)["not-now"]) == {"Closed", "Full", "Inactive", "Unchecked"}
        html = page(topic="asylum", near="FR")
        for words in (
            "Temporarily closed.",
            "Takes nobody new at the moment.",
            "does not work at the moment",
            "Nobody has checked this for more than a year",
        ):
            assert words in html, words

    def test_sinks_without_a_place_as_well(self, shelf):
        assert set(titles(ask(topic="asylum"))[:2]) == {"Open again", "Far"}

    def test_rises_again_by_itself_on_the_day_after_an_alert_ends(self, index, monkeypatch):
        now = timezone.now()
        service("Back soon", ["FR"], alerts=[Alert(kind=codes.AlertKind.CLOSED, starts_on=timezone.localdate(), ends_on=timezone.localdate())])
        service("Far", ["001"])
        assert titles(ask(topic="asylum", near="FR"))[0] == "Far"
        monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=1))
        assert titles(ask(topic="asylum", near="FR"))[0] == "Back soon"


class TestTies:
    def test_are_led_by_the_last_check_then_by_distance_never_by_money(self, index):
        today = timezone.localdate()
        paris = factories.area("FR-75C")
        Area.objects.filter(pk=paris.pk).update(latitude=48.86, longitude=2.35)
        for title, days, town, free in [
            ("Old", 90, "FR-75C", True),
            ("Lille", 5, (50.6, 3.1), True),
            ("Evry", 5, (48.6, 2.4), False),
            ("New", 1, "FR-69M", False),
        ]:
            point = {} if isinstance(town, str) else {"latitude": town[0], "longitude": town[1], "street": "Rue 1", "kind": codes.LocationKind.EXACT}
            place = Location(area=factories.area(town if isinstance(town, str) else "FR"), **point)
            costs = [Cost(kind=codes.CostKind.FREE)] if free else []
            checks = [Verification(on=today - timedelta(days=days), how=codes.VerifiedHow.PHONE)]
            service(title, ["FR"], locations=[place], costs=costs, verifications=checks)
        found = steps(ask(topic="asylum", near="FR-75C"))
        assert found["here"] == ["Old"]
        assert found["country"] == ["New", "Evry", "Lille"]


class TestWhereCautionHolds:
    def test_help_from_a_distance_stands_before_what_is_near_and_only_what_agreed_is_shown(self, index):
        Area.objects.filter(code="UG").update(caution=Area.Caution.BY_CONSENT, caution_source="Example", caution_on=date(2026, 1, 1))
        near = [Location(area=factories.area("UG"))]
        agreed = [ListingConsent(cover=Cover.LISTED, given_on=date(2026, 1, 1))]
        service("Agreed", ["UG"], locations=near, consents=agreed)
        service("Silent", ["UG"], locations=[Location(area=factories.area("UG"))])
        service("Far", ["001"])
        answer = ask(topic="asylum", near="Uganda")
        assert titles(answer)[:2] == ["Far", "Agreed"]
        assert "Silent" not in titles(answer)
        assert "Help from a distance stands before what is near." in page(topic="asylum", near="Uganda")


class TestOpenNow:
    def hours(self, zone: str) -> list[OpeningHours]:
        return [OpeningHours(days=list(codes.Day.values), opens=time(9), closes=time(17), zone=zone)]

    def test_is_true_local_time(self, index, monkeypatch):
        now = datetime(2026, 7, 1, 7, 30, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: now)
        service("Cairo", ["001"], opening_hours=self.hours("Africa/Cairo"))
        service("Paris", ["001"], opening_hours=self.hours("Europe/Paris"))
        service("London", ["001"], opening_hours=self.hours("Europe/London"))
        service("Tokyo", ["001"], opening_hours=self.hours("Asia/Tokyo"))
        service("Nobody knows", ["001"])
        assert set(titles(ask(topic="asylum", open="now"))) == {"Cairo", "Paris", "Tokyo"}
        monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=1))
        assert set(titles(ask(topic="asylum", open="now", fresh=False))) == {"Cairo", "Paris", "London"}

    def test_does_not_count_who_is_closed_for_the_moment(self, index):
        always = [OpeningHours(always=True, zone="UTC")]
        service("Here", ["001"], opening_hours=always)
        service(
            "Away",
            ["001"],
            opening_hours=[OpeningHours(always=True, zone="UTC")],
            alerts=[Alert(kind=codes.AlertKind.CLOSED, starts_on=date(2026, 1, 1))],
        )
        assert titles(ask(topic="asylum", open="now")) == ["Here"]

    def test_is_offered_among_the_filters_and_kept(self, index):
        service("Here", ["001"], opening_hours=[OpeningHours(always=True, zone="UTC")])
        html = page(q="here", open="now")
        assert 'name="open"' in html
        assert "(1)" in html


class TestNobodyIsKnown:
    def test_the_page_says_so_and_offers_what_there_is(self, index):
        service("Germany", ["DE"])
        factories.service("Line", revision=False, type=codes.ServiceType.HELPLINE, phones=[Phone(number="+33199001234")], areas=areas("001"))
        html = page(topic="asylum", near="FJ")
        assert "We know of nobody yet who helps with this for people here in your language" in html
        assert "Fiji." in html
        assert "Germany" in html
        assert "Line" in html

    def test_is_not_said_where_somebody_is(self, index):
        service("World", ["001"])
        assert "We know of nobody yet" not in page(topic="asylum", near="FJ")


class TestAnUpgrade:
    def test_reads_the_pages_of_rows_that_know_nothing_of_reach_yet(self, index):
        service("World", ["001"])
        assert titles(ask(topic="asylum", near="FJ")) == ["World"]
        SearchDocument.objects.update(reach=(), checked=None)
        import_module("search.migrations.0002_finding").read_anew(apps, None)
        indexer.update()
        assert steps(ask(topic="asylum", near="FJ"))["anywhere"] == ["World"]
