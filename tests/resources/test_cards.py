"""Lists say what a page is, how to reach it and whether anybody is there, in the reader's language; two hundred rows cost what twenty cost."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from wagtail.models import PageViewRestriction

from resources import codes
from resources.cards import cards, cards_of
from resources.families import address_of, in_language
from resources.listing import PER_PAGE, listing
from resources.models import Alert, Channel, Location, Phone, ServiceArea, ServiceLanguage, ServicePage
from tests import factories, many

pytestmark = pytest.mark.django_db
MONDAY_EVENING = datetime(2026, 3, 2, 19, 30, tzinfo=ZoneInfo("Europe/Paris"))


def small(card) -> dict[str, str]:
    return {fact.icon: fact.text for fact in card.facts}


def test_a_card_says_how_to_reach_the_service_without_a_click():
    service = factories.full_service(alerts=[])
    (card,) = cards([service], {service.translation_key: "because"}, now=MONDAY_EVENING)
    assert (card.kind, card.title, card.address, card.phone, card.why) == (
        "Help line",
        "Night Lamp",
        "/en/get-help/night-lamp/",
        "+33199001234",
        "because",
    )
    assert card.state.open
    assert card.reach == "Telephone · WhatsApp · Chat · E-mail · In person"
    assert small(card) == {
        "place": "From anywhere and France, only people who live there",
        "letters": "French and Arabic, through an interpreter",
        "hand": "French Sign Language",
        "coin": "Free of charge",
    }


def test_many_languages_are_counted_rather_than_named():
    service = factories.service(languages=[ServiceLanguage(code=code) for code in ("en", "fr", "es", "pt", "ar")])
    (card,) = cards([service])
    assert small(card)["letters"] == "English, French, Spanish, and 2 more"


def test_a_service_that_is_gone_says_so_and_offers_no_number():
    (card,) = cards([factories.full_service(status=codes.Status.DEFUNCT)])
    assert (card.state, card.phone, card.reach) == (None, "", "")
    assert small(card) == {"alert": "This service no longer exists."}


def test_alerts_in_force_stand_on_the_card_and_a_dead_number_is_not_offered():
    alerts = [Alert(kind=codes.AlertKind.NUMBER, starts_on=date(2026, 3, 1)), Alert(kind=codes.AlertKind.FULL, starts_on=date(2026, 4, 1))]
    (card,) = cards([factories.full_service(alerts=alerts)], now=MONDAY_EVENING)
    assert small(card)["alert"] == "The number does not work at the moment."
    assert card.phone == ""
    assert [fact.icon for fact in card.facts].count("alert") == 1


def test_a_place_with_hours_and_a_mailbox_says_when_it_is_open():
    mail = Channel(kind=codes.ChannelKind.EMAIL, address="help@example.org")
    (card,) = cards([factories.service(channels=[mail], opening_hours=[factories.evenings()])], now=MONDAY_EVENING)
    assert card.state.open


def test_nothing_of_a_withheld_place_stands_on_a_card():
    service = factories.service(locations=[Location(kind=codes.LocationKind.WITHHELD, area=factories.area("MA"), town="Tangier")])
    (card,) = cards([service])
    assert card.reach == "In person"
    assert "Tangier" not in str(card)


def test_a_guide_and_a_section_are_cards_too():
    found = cards([factories.guide(summary="In five steps."), factories.section("Learn")])
    assert [(card.kind, card.summary) for card in found] == [("Guide", "In five steps."), ("Section", "")]


def test_each_family_stands_once_in_the_readers_language_else_as_it_began():
    lamp = factories.full_service("Lamp")
    arabic = factories.translate(lamp, "ar", title="قنديل")
    french = factories.translate(lamp, "fr", title="Lampe")
    other = factories.full_service("Other")
    assert in_language([french, arabic, other, None, lamp], "ar") == [arabic, other]
    with translation.override("ar"):
        first, second = cards([lamp, other])
    assert (first.title, first.foreign, first.address) == ("قنديل", False, "/ar/get-help/lamp/")
    assert (second.title, second.foreign, second.address) == ("Other", True, "/ar/get-help/other/")
    assert second.language.tag == "en"


def test_facts_of_a_translated_card_are_those_of_the_facts_page():
    arabic = factories.translate(factories.full_service(alerts=[]), "ar")
    with translation.override("ar"):
        (card,) = cards([arabic], now=MONDAY_EVENING)
    assert card.phone == "+33199001234"
    assert card.state.open


def test_words_are_read_where_they_are_and_facts_in_the_readers_language():
    assert address_of(factories.guide("Guide"), "ar") == "/en/get-help/guide/"
    assert address_of(factories.service("Lamp"), "ar") == "/ar/get-help/lamp/"


def test_a_hidden_restricted_or_unpublished_page_is_on_no_card():
    hidden = factories.service("Hidden", listed=False)
    draft = factories.service("Draft", publish=False)
    restricted = factories.service("Restricted")
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    assert cards([hidden, draft, restricted, factories.translate(restricted, "fr")]) == []


def test_a_translation_stands_in_where_the_original_was_taken_back():
    lamp = factories.full_service("Lamp")
    french = factories.translate(lamp, "fr", title="Lampe")
    lamp.unpublish()
    (card,) = cards([lamp])
    assert card.title == "Lampe"
    assert card.page == french


@pytest.mark.parametrize("number", [20, 200])
def test_cards_cost_the_same_number_of_queries_for_many(number, django_assert_max_num_queries):
    services = many.services(number)
    for service in services[:3]:
        factories.translate(service, "fr", publish=True)
    with translation.override("fr"), django_assert_max_num_queries(14):
        assert len(cards(ServicePage.objects.filter(facts_page=None))) == number


def test_a_section_lists_its_own_pages_first_and_then_services_without_words_in_its_language():
    shelf = factories.section("Get help")
    first, second = factories.service("First", shelf), factories.service("Second", shelf)
    factories.guide("Guide in English", shelf)
    arabic = factories.translate(second, "ar", title="ثان")
    with translation.override("ar"):
        shown = listing(arabic.get_parent().specific, None)
    assert [card.title for card in shown] == ["ثان", "First"]
    assert shown.object_list[1].address == "/ar/get-help/first/"
    assert [card.title for card in listing(shelf, None)] == ["First", "Second", "Guide in English"]
    assert first.live


def test_a_section_shows_nothing_that_is_hidden():
    shelf = factories.section("Get help")
    factories.service("Hidden", shelf, listed=False)
    factories.service("Draft", shelf, publish=False)
    assert listing(shelf, None).paginator.count == 0


@pytest.mark.parametrize(("asked", "given"), [(None, 1), ("2", 2), ("9", 2), ("-1", 2), ("x", 1)])
def test_a_long_section_has_pages_and_an_odd_number_gives_the_nearest(asked, given):
    shelf = factories.section("Get help")
    many.services(PER_PAGE + 1, shelf, organisation=None)
    page = listing(shelf, asked)
    assert page.number == given
    assert len(page.object_list) == (PER_PAGE if given == 1 else 1)
    assert page.paginator.count == PER_PAGE + 1


@pytest.mark.parametrize("number", [20, 200])
def test_a_section_costs_the_same_number_of_queries_for_many(number, django_assert_max_num_queries):
    shelf = factories.section("Get help")
    many.services(number, shelf, organisation=None)
    factories.guide("Guide", shelf)
    with django_assert_max_num_queries(17):
        assert len(listing(shelf, "1").object_list) == PER_PAGE


def test_cards_of_given_pages_ask_nobody_whether_they_are_visible():
    draft = factories.service("Draft", publish=False, phones=[Phone(number="+33199001234")], areas=[ServiceArea(area=factories.area("MA"))])
    (card,) = cards_of([draft])
    assert (card.phone, small(card)["place"]) == ("+33199001234", "Morocco")
