"""Whoever cannot wait sees first who can be reached now, wherever and in whatever language they ask; and nobody else learns of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from resources import codes
from resources.models import Alert, Channel, Location, OpeningHours, Phone, PhoneHours, ServiceArea, ServiceLanguage
from search import indexer
from taxonomy.models import Area, Concept, ConceptLabel
from tests import factories
from tests.search.asking import ask, page

pytestmark = pytest.mark.django_db

EVENING = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
"""A Monday: in Paris it is eight in the evening."""
NIGHT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
ARABIC = "أبي يضربني"


def line(title, *, topics=(), languages=("fr",), areas=("001",), hours=None, **facts):
    """A help line with a number that answers day and night, or in the evening."""
    rows = [hours or factories.always(PhoneHours)]
    return factories.service(
        title,
        **{
            "type": codes.ServiceType.HELPLINE,
            "phones": [Phone(number="+33199001234", hours=rows)],
            "languages": [ServiceLanguage(code=code) for code in languages],
            "areas": [ServiceArea(area=factories.area(code)) for code in areas],
            "topics": list(topics),
            "revision": False,
            **facts,
        },
    )


@pytest.fixture
def at(monkeypatch):
    """Move the clock: ``at(moment)``."""
    real = timezone.now

    def move(moment):
        shift = moment - real()
        monkeypatch.setattr(timezone, "now", lambda: real() + shift)

    return move


def contacts(language="fr", **fields):
    return [one["title"] for one in ask(language, **fields)["urgent"]["contacts"]]


def box(html):
    """What stands above everything, in words."""
    return " ".join(re.sub(r"<[^>]+>", " ", markup(html)).split())


def markup(html):
    found = re.search(r'<section class="rung urgent".*?</section>', html, re.DOTALL)
    return found.group() if found else ""


class TestWhoIsNamed:
    def test_somebody_is_there_for_a_cry_in_another_language_than_the_pages(self, index):
        line("Ligne de nuit")
        html = page("fr", q=ARABIC)
        assert "Ligne de nuit" in box(html)
        assert 'href="tel:+33199001234"' in markup(html)

    def test_with_a_typo_too_and_where_the_words_are_to_be_taken_as_typed(self, index):
        line("Ligne de nuit")
        assert contacts(q="je veut mourrir") == contacts(q="je veut mourrir", exact="1") == ["Ligne de nuit"]

    def test_an_ordinary_search_is_answered_as_ever(self, index):
        line("Ligne de nuit")
        assert "urgent" not in ask("fr", q="hormones")
        assert markup(page("fr", q="hormones")) == markup(page("fr")) == ""

    def test_at_most_three_those_on_the_topic_first(self, index):
        for number in range(3):
            line(f"Écoute {number}")
        line("Prévention", topics=["suicide"])
        factories.service(
            "Conseil",
            type=codes.ServiceType.COUNSELLING,
            channels=[Channel(kind=codes.ChannelKind.CHAT, address="https://chat.example.org/")],
            opening_hours=[factories.always()],
            languages=[ServiceLanguage(code="fr")],
            areas=[ServiceArea(area=factories.area("001"))],
            topics=["suicide"],
        )
        found = contacts(q="je veux mourir")
        assert found[:2] == ["Prévention", "Conseil"]
        assert len(found) == 3

    def test_in_a_language_that_the_reader_reads_by_a_way_that_speaks_it(self, index):
        line("Russe", languages=["ru"])
        line("Persane", languages=["fa"])
        mixed = [Phone(number="+33199001235", languages=["ru"], hours=[factories.always(PhoneHours)]), Phone(number="+33199001236", languages=["fr"])]
        line("Mixte", languages=["fr"], phones=mixed, opening_hours=[OpeningHours(days=["SU"], opens="03:00", closes="03:05", zone="Europe/Paris")])
        assert contacts(q="je veux mourir") == ["Mixte"]
        assert ask("fr", q="je veux mourir")["urgent"]["contacts"][0]["open"] is False
        assert "Russe" in contacts(q="je veux mourir", reads="ru")

    def test_usable_where_the_reader_is_and_without_a_place_from_anywhere(self, index):
        line("Locale", areas=["BR"])
        line("Mondiale")
        assert contacts(q="je veux mourir") == ["Mondiale"]
        assert set(contacts(q="je veux mourir", near="BR-SP")) == {"Locale", "Mondiale"}

    def test_when_nobody_speaks_the_readers_language_others_are_named_and_it_is_said(self, index):
        line("Russe", languages=["ru"])
        html = page("fr", q="je veux mourir")
        assert "Russe" in box(html)
        assert "Somebody is there now" not in box(page("en", q="I want to die"))
        assert "in your language" in box(page("en", q="I want to die"))

    def test_a_concept_that_an_editor_makes_urgent_counts_with_its_words_and_one_no_longer_urgent_does_not(self, index):
        line("Ligne de nuit")
        assert "urgent" not in ask("fr", q="mariage forcé")
        forced = Concept.objects.get(code="forced-marriage")
        forced.urgent = True
        forced.save()
        assert ask("fr", q="mariage forcé")["urgent"]["topics"] == ["forced-marriage"]
        label = ConceptLabel.objects.get(concept=forced, language="fr")
        label.alternatives = [*label.alternatives, "promise à un cousin"]
        label.save()
        assert contacts(q="promise a un cousin") == ["Ligne de nuit"]
        suicide = Concept.objects.get(code="suicide")
        suicide.urgent = False
        suicide.save()
        assert "urgent" not in ask("fr", q="je veux mourir")


class TestOpenNow:
    @pytest.fixture
    def lines(self, index):
        line("Soir", topics=["suicide"], hours=factories.evenings(PhoneHours))
        line("Jour et nuit")

    def test_who_is_there_now_stands_first(self, lines, at):
        at(EVENING)
        assert contacts(q="je veux mourir") == ["Soir", "Jour et nuit"]
        at(NIGHT)
        assert contacts(q="je veux mourir") == ["Jour et nuit", "Soir"]

    def test_the_local_time_of_the_line_counts(self, index, at):
        tehran = PhoneHours(days=["MO"], opens="22:00", closes="23:00", zone="Asia/Tehran")
        line("Téhéran", hours=tehran)
        at(EVENING)
        assert ask("fr", q="je veux mourir")["urgent"]["contacts"][0]["open"] is True
        at(EVENING + timedelta(hours=1))
        assert ask("fr", q="je veux mourir")["urgent"]["contacts"][0]["open"] is False

    def test_when_nobody_is_there_those_that_come_back_soonest_are_named_and_it_is_said(self, index, at):
        line("Later", languages=["en"], topics=["suicide"], hours=PhoneHours(days=["WE"], opens="18:00", closes="19:00", zone="Europe/Paris"))
        line("Sooner", languages=["en"], hours=factories.evenings(PhoneHours))
        at(NIGHT)
        html = page("en", q="I want to die")
        assert re.findall("Sooner|Later", box(html)) == ["Sooner", "Later"]
        assert "Nobody we know of is there at this moment." in box(html)
        assert "opens again" in box(html)

    def test_who_may_be_there_comes_after_those_who_are(self, index):
        line("Unknown", languages=["en"], topics=["suicide"], phones=[Phone(number="+33199001234")])
        assert "We cannot tell for sure" in box(page("en", q="I want to die"))
        line("There", languages=["en"])
        html = page("en", q="I want to die")
        assert "Somebody is there now." in box(html)
        assert re.findall("Unknown|There", box(html)) == ["There", "Unknown"]


RESTING = [
    {"status": codes.Status.INACTIVE},
    {"alerts": [codes.AlertKind.CLOSED]},
    {"alerts": [codes.AlertKind.FULL]},
    {"alerts": [codes.AlertKind.NUMBER]},
    {"phones": []},
    {"phones": [Phone(number="+33199001234", kind=codes.PhoneKind.FAX)]},
    {"phones": [], "channels": [("post", "1 rue de l’Exemple")]},
]


class TestWhoIsNeverNamed:
    @pytest.mark.parametrize("facts", RESTING, ids=str)
    def test_somebody_who_cannot_be_reached(self, index, facts):
        facts = dict(facts)
        if "alerts" in facts:
            facts["alerts"] = [Alert(kind=kind, starts_on=timezone.localdate() - timedelta(days=1)) for kind in facts["alerts"]]
        if "channels" in facts:
            facts["channels"] = [Channel(kind=kind, address=address) for kind, address in facts["channels"]]
        line("Ligne", topics=["suicide"], locations=[Location(area=factories.area("FR"))], **facts)
        html = page("en", q="I want to die", reads="fr")
        assert "Ligne" not in box(html)
        assert "We know of nobody who can be reached at once for this." in box(html)

    def test_a_service_that_is_private_hidden_or_gone_though_the_index_still_holds_it(self, index):
        made = {name: line(name, topics=["suicide"], areas=["001"]) for name in ("Privée", "Cachée", "Partie", "Là")}
        assert len(contacts(q="je veux mourir")) == 3
        PageViewRestriction.objects.create(page=made["Privée"], restriction_type=PageViewRestriction.LOGIN)
        made["Cachée"].listed = False
        made["Cachée"].save()
        made["Partie"].unpublish()
        assert contacts(q="je veux mourir", fresh=False) == contacts(q="je veux mourir") == ["Là"]

    def test_nobody_is_offered_once_more_below(self, index):
        line("Ligne de nuit")
        html = page("fr", q="zzzqqq je veux mourir")
        assert html.count("Ligne de nuit") == 1

    def test_before_there_is_an_index_it_is_said_and_the_number_of_the_place_is_there(self, index):
        html = page("en", fresh=False, q="I want to die", near="France")
        assert "We know of nobody who can be reached at once for this." in box(html)
        assert 'href="tel:112"' in markup(html)


class TestTheNumberOfThePlace:
    def test_is_there_for_who_names_one(self, index):
        html = page("en", q="I want to die", near="France")
        assert 'href="tel:112"' in markup(html)
        assert "In an emergency ( France )" in box(html)
        assert ask("en", q="I want to die", near="JP")["urgent"]["emergency"] == {"number": "110", "ambulance": "119"}
        assert "Ambulance 119" in box(page("en", q="I want to die", near="JP"))

    def test_is_never_there_where_calling_may_be_dangerous_and_nothing_is_said_of_the_police(self, index):
        Area.objects.filter(code="FR").update(caution=Area.Caution.BY_CONSENT)
        html = page("en", q="I want to die", near="FR-75C")
        assert ask("en", q="I want to die", near="FR")["urgent"]["emergency"] is None
        assert "tel:112" not in html
        assert "emergency" not in box(html).lower()
        assert "police" not in box(html).lower()

    def test_without_a_place_is_left_out_and_how_to_see_it_is_said(self, index):
        html = page("en", q="I want to die")
        assert "tel:" not in markup(html)
        assert "With a place typed below, its emergency number stands here too" in box(html)


class TestThePage:
    @pytest.fixture
    def lamp(self, index):
        line("Night Lamp", languages=["en"], topics=["suicide"])
        indexer.update()

    def test_names_them_before_all_else_and_is_heard_first(self, lamp):
        html = page(q="I want to die")
        assert html.index("</h1>") < html.index("rung urgent") < html.index('id="ask"')
        assert re.search(r'<h2 id="urgent" tabindex="-1" autofocus>\s*You are not alone', html)
        assert 'aria-labelledby="urgent"' in markup(html)

    def test_the_way_out_is_there_and_the_title_says_nothing(self, lamp):
        html, other = page(q="I want to die"), page(q="hormones")
        assert 'class="exit"' in html
        assert re.findall("<title>.*?</title>", html, re.DOTALL) == re.findall("<title>.*?</title>", other, re.DOTALL)

    @pytest.mark.parametrize("way", ["/en/p/search/", "/light/en/search/"])
    def test_stays_on_the_discreet_and_the_light_way(self, lamp, way):
        response = Client().post(way, {"q": "I want to die"})
        html = markup(response.content.decode())
        assert "Night Lamp" in html
        assert f'href="{way.removesuffix("search/")}' in html
        assert "<script" not in html

    def test_leaves_no_trace(self, lamp, caplog):
        caplog.set_level(0)
        response = Client().post("/en/search/", {"q": "I want to die zyxwv"})
        assert not response.cookies
        assert "urgent" not in str(response.headers).lower()
        assert "zyxwv" not in caplog.text
        assert "suicide" not in caplog.text

    def test_takes_few_queries_more_whoever_there_is(self, lamp):
        def cost(words):
            with CaptureQueriesContext(connection) as captured:
                page(fresh=False, q=words)
            return len(captured)

        cost("I want to die")
        few = cost("I want to die")
        for number in range(5):
            line(f"Line {number}", languages=["en"], topics=["suicide"])
        indexer.update()
        cost("I want to die")
        assert cost("I want to die") == few
        assert few - cost("hormones") <= 6
