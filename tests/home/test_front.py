"""The home page: who is there now, for a person who reads this language, wherever that person is."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import translation

from home.front import FRESH, NOW, fresh, front, talk_now, topics
from resources import codes
from resources.models import Alert, Channel, Phone, ServiceArea, ServiceLanguage
from tests import factories, many

pytestmark = pytest.mark.django_db
MONDAY_EVENING = datetime(2026, 3, 2, 19, 30, tzinfo=ZoneInfo("Europe/Paris"))


def line(title: str, *spoken: str, **facts):
    """A help line that is open day and night and helps from anywhere."""
    given = {
        "type": codes.ServiceType.HELPLINE,
        "phones": [Phone(number="+33199001234")],
        "opening_hours": [factories.always()],
        "areas": [ServiceArea(area=factories.area("001"))],
        "languages": [ServiceLanguage(code=code) for code in spoken],
    }
    return factories.service(title, **{**given, **facts})


def now(language: str = "en") -> list[str]:
    with translation.override(language):
        return [card.title for card in talk_now(language, MONDAY_EVENING)]


def test_help_lines_that_speak_the_readers_language_come_first():
    line("Only French", "fr")
    interpreted = line("With interpreter", languages=[ServiceLanguage(code="ar", how=codes.LanguageHow.INTERPRETER)])
    line("Arabic", "ar", "fr")
    assert now("ar") == ["Arabic", "With interpreter", "Only French"]
    factories.translate(interpreted, "ar", title="مع مترجم")
    assert now("ar")[1] == "مع مترجم"


def test_kinds_of_one_language_count_as_that_language():
    line("English", "en")
    line("Chinese", "zh-Hant")
    assert now("zh-hant")[0] == "Chinese"


@pytest.mark.parametrize(
    "facts",
    [
        {"opening_hours": []},
        {"opening_hours": [factories.evenings(zone="Asia/Tokyo")]},
        {"areas": []},
        {"status": codes.Status.INACTIVE},
        {"listed": False},
        {"publish": False},
        {"phones": []},
        {"phones": [], "channels": [Channel(kind=codes.ChannelKind.EMAIL, address="help@example.org")]},
        {"alerts": [Alert(kind=codes.AlertKind.CLOSED, starts_on=MONDAY_EVENING.date())]},
        {"alerts": [Alert(kind=codes.AlertKind.NUMBER, starts_on=MONDAY_EVENING.date())]},
    ],
)
def test_nobody_is_offered_who_cannot_be_reached_now(facts):
    line("Lamp", "en", **facts)
    assert now() == []


def test_a_line_for_one_country_or_for_residents_is_not_from_anywhere():
    line("France", "en", areas=[ServiceArea(area=factories.area("FR"))])
    line("Residents", "en", areas=[ServiceArea(area=factories.area("001"), residents_only=True)])
    assert now() == []


def test_a_chat_is_somebody_to_talk_to():
    line("Chat", "en", phones=[], channels=[Channel(kind=codes.ChannelKind.CHAT, address="https://chat.example.org/")])
    assert now() == ["Chat"]


def test_three_are_enough():
    for number in range(NOW + 2):
        line(f"Line {number}", "en")
    assert len(now()) == NOW


def test_topics_are_the_broad_ones_with_their_labels_and_lead_to_the_search():
    with translation.override("fr"):
        tiles = topics("fr")
    assert tiles[0].address == "/fr/search/?topic=housing"
    assert tiles[0].label != "housing"
    assert tiles[0].icon == "home"
    assert "thrown-out" not in [tile.code for tile in tiles]


def test_what_is_new_is_in_the_readers_language_and_visible():
    home = factories.home()
    old = factories.guide("Old")
    newer = factories.service("Newer")
    factories.translate(newer, "fr")
    factories.guide("Hidden", listed=False)
    factories.guide("Draft", publish=False)
    assert fresh(home) == [newer, old]
    for number in range(FRESH):
        factories.guide(f"Guide {number}")
    assert len(fresh(home)) == FRESH


def test_the_page_offers_all_of_it(client: Client):
    line("Lamp", "en")
    html = client.get("/en/").content.decode()
    for text in ("Lamp", "tel:+33199001234", "Open day and night", "/en/search/?topic=housing"):
        assert text in html, text
    assert [band.kind for band in front(factories.home())] == ["now", "topics", "fresh"]


@pytest.mark.parametrize("number", [20, 200])
def test_many_help_lines_cost_what_few_cost(number, django_assert_max_num_queries):
    many.copies(line("Lamp", "en"), number - 1)
    talk_now("en", MONDAY_EVENING)
    with django_assert_max_num_queries(8):
        assert len(talk_now("en", MONDAY_EVENING)) == NOW
