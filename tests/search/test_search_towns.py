"""A reader in a town: what can be used there, what is near, or the question which town of this name it is."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils import timezone

from resources import codes
from resources.models import Channel, Location, ServiceArea, ServiceLanguage, Verification
from search import indexer
from search.ladder.places import place
from search.suggest.suggestion import Typed
from search.suggest.towns import towns
from taxonomy import shipped
from taxonomy.models import Area
from tests import factories
from tests.search.asking import ask, page, text, titles
from tests.search.test_suggest_places import offered

pytestmark = pytest.mark.django_db


@pytest.fixture
def houses(index):
    """Two houses to go to, one in Lyon and one in Marseille, told about on the same day; and a chat for everybody."""
    today = timezone.localdate()
    for name, area, latitude, longitude in (("South house", "FR-PAC", 43.3, 5.4), ("Rhône house", "FR-ARA", 45.76, 4.84)):
        factories.service(
            name,
            topics=["asylum"],
            areas=[ServiceArea(area=factories.area("FR"))],
            locations=[Location(kind=codes.LocationKind.EXACT, area=factories.area(area), street="Rue 1", latitude=latitude, longitude=longitude)],
            verifications=[Verification(on=today, how=codes.VerifiedHow.PHONE)],
        )
    factories.service(
        "Chat",
        topics=["asylum"],
        areas=[ServiceArea(area=factories.area("001"))],
        languages=[ServiceLanguage(code="en")],
        channels=[Channel(kind=codes.ChannelKind.CHAT, address="https://chat.example.org/")],
        verifications=[Verification(on=today, how=codes.VerifiedHow.PHONE)],
    )
    indexer.update()


def test_what_is_in_the_part_of_the_country_is_here(houses):
    answer = ask(topic="asylum", near="lyon")
    assert [titles(answer, step) for step in ("here", "country", "anywhere")] == [["Rhône house"], ["South house"], ["Chat"]]
    html = text(page(topic="asylum", near="lyon"))
    assert "What can be used here stands first: Lyon, Auvergne-Rhône-Alpes." in html
    assert "We do not know this place." not in html


def test_where_only_the_country_is_known_what_is_nearer_stands_first(houses):
    for row in Location.objects.all():
        row.area = factories.area("FR")
        row.save()
    for one in factories.ServicePage.objects.all():
        one.save_revision().publish()
    indexer.update()
    assert titles(ask(topic="asylum", near="Lyon, France"))[:2] == ["Rhône house", "South house"]
    assert titles(ask(topic="asylum", near="Marseille, France"))[:2] == ["South house", "Rhône house"]


def test_the_town_is_the_centre_of_the_part_of_the_country_that_has_its_name(index):
    paris = place("Paris", "en")
    assert (paris.area.code, paris.called) == ("FR-75C", "Paris")
    assert paris.point == pytest.approx((48.85, 2.35), abs=0.05)
    assert place("California", "en").point is None, "there is a town of the name in Maryland"


def test_london_is_the_town_not_the_square_mile_of_that_name(index):
    london = place("London", "en")
    assert (london.area.code, london.called) == ("GB-ENG", "London, England")
    assert place("City of London", "en").area.code == "GB-LND"


def test_a_point_that_editors_gave_is_the_one(index):
    area = factories.area("FR-75C")
    Area.objects.filter(pk=area.pk).update(latitude=48, longitude=2)
    assert place("Paris", "en").point == (48, 2)


def test_a_town_asks_for_caution_where_its_country_does(houses):
    Area.objects.filter(code="SY").update(caution=Area.Caution.BY_CONSENT, caution_source="Example", caution_on=date(2026, 1, 1))
    assert "Help from a distance stands before what is near." in text(page(topic="asylum", near="حلب"))


class TestATownThatMayBeOneOfSeveral:
    def test_is_asked_about_and_nothing_is_lost(self, houses):
        html = page(q="house", near="Birmingham")
        assert "Several places have this name." in html
        assert 'aria-invalid="true"' in html
        assert 'value="Birmingham"' in html
        assert "Choose a place" in html
        assert "South <mark>house</mark>" in html
        select = html[html.index('id="country"') :].split("</select>")[0]
        offered_here = re.findall(r'<option value="([^"]+)">([^<]+)</option>', select)
        assert offered_here == [(one, one) for one in ("Birmingham, United Kingdom", "Birmingham, United States")]

    def test_is_asked_about_in_the_language_of_the_reader(self, houses):
        html = page("fr", q="house", near="Birmingham")
        assert "Birmingham, Royaume-Uni" in html
        assert "Plusieurs lieux portent ce nom." in html

    def test_is_offered_beside_parts_of_countries_of_the_name(self, houses):
        html = page(q="house", near="Manchester")
        assert '<option value="Manchester, Jamaica">' in html
        assert html.index("Manchester, United Kingdom") < html.index("Manchester, Jamaica")

    def test_is_where_the_search_goes_on_once_it_is_chosen(self, houses):
        html = text(page(q="house", near="Birmingham", country="Birmingham, United States"))
        assert "stands first: Birmingham, United States." in html


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("lyon france", "FR-ARA"),
        ("frankfurt am main germany", "DE-HE"),
        ("los angeles united states", "US-CA"),
        ("bavaria germany", "DE-BY"),
        ("Birmingham USA", "US"),
        ("حلب سوريا", "SY"),
        ("مشهد ایران", "IR"),
    ],
)
def test_a_country_may_stand_behind_a_place_without_a_comma(index, typed, area):
    found = place(typed, "en")
    assert (found.area.code, found.typed) == (area, typed)


@pytest.mark.parametrize("typed", ["lyon germany", "somewhere in france", "a b c d e f g h france", "france " * 17])
def test_but_only_where_it_lies_there(index, typed):
    assert place(typed, "en").problem.startswith("We do not know")


class TestWhileSomebodyTypes:
    @pytest.mark.parametrize(
        ("typed", "language", "wanted"),
        [
            ("lyo", "en", "Lyon, France"),
            ("munich", "en", "Munich, Germany"),
            ("muniq", "pt", "Munique, Alemanha"),
            ("londr", "fr", "Londres, Royaume-Uni"),
            ("marse", "fr", "Marseille, France"),
            ("حل", "ar", "حلب، سوريا"),
            ("کاب", "fa", "کابل، افغانستان"),
            ("мин", "ru", "Минск, Беларусь"),
            ("洛", "zh-hant", "洛杉磯，美國"),
            ("洛", "zh-hant", "洛陽，中國"),
        ],
    )
    def test_towns_are_offered_with_their_country_as_the_reader_would_write_them(self, index, typed, language, wanted):
        assert wanted in offered(typed, language)

    @pytest.mark.parametrize(("typed", "unwanted"), [("lyo", "Lyon 03"), ("lon", "LON"), ("sha", "sanghai"), ("мюн", "Мюнхен шәһәре")])
    def test_not_with_the_names_of_their_parts_of_airports_and_of_other_scripts(self, index, typed, unwanted):
        assert not any(str(one).startswith(unwanted) for one in offered(typed, "ru" if typed == "мюн" else "en"))

    def test_countries_and_their_parts_stand_first_and_towns_have_half_of_the_list(self, index):
        found = offered("mar", "fr")
        assert found[0] == "Maroc"
        assert "Marseille, France" in found[4:]
        assert len(found) == 8

    @pytest.mark.parametrize("language", ["en", "fr", "ar", "fa", "ru", "zh-hant"])
    def test_the_search_understands_what_it_offers(self, language):
        """A sample: a town that was chosen from the list lies in the country that the list says."""
        beginnings = {"ar": "بتحسكم", "fa": "بتحسکم", "ru": "бвкмст", "zh-hant": "北南西新大海"}.get(language, "bckmst")
        for begun in [one + other for one in beginnings for other in ("", *beginnings)]:
            for one in towns(Typed(begun, True, (language,)), 4):
                found = place(one.text, language)
                assert found, one
                assert found.area or found.several, one


def test_without_the_list_of_towns_a_place_is_asked_about_as_before(houses, monkeypatch, tmp_path):
    monkeypatch.setattr(shipped, "TOWNS", tmp_path / "none.sqlite3")
    assert "We do not know this place." in page(q="house", near="Lyon")
    assert "Lyon, France" not in offered("lyo")
