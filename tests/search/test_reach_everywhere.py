"""In each country, for each topic: never an empty page; where somebody can help from there, the first result is one of them."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from resources import codes
from resources.models import Alert, Channel, Location, Phone, ServiceArea, ServiceLanguage
from search import indexer
from search.forms import Asked
from search.results import find, help_lines
from taxonomy.areas import area_for, ensure_areas
from taxonomy.concepts import codes_below
from taxonomy.models import Area
from taxonomy.shipped import area_parents
from tests import factories

pytestmark = pytest.mark.django_db

TOPICS = ("asylum", "housing", "hiv", "counselling", "work", "violence", "legal-gender", "bullying")
LANGUAGES = ("en", "fr", "es", "ar", "zh-Hant", "ru")
COUNTRIES = sorted(code for code in area_parents() if code.isalpha())
SAMPLE = 4


def make_catalogue(chance: random.Random, number: int) -> list[Any]:
    """Services of all sorts: near and far, in person and not, in some languages, open or closed for the moment."""
    wide = [*(code for code in area_parents() if code.isdigit()), "001", "001"]
    today = timezone.localdate()
    made = []
    for n in range(number):
        country = chance.choice(COUNTRIES)
        where = chance.choice([[country], [country], chance.sample(COUNTRIES, 3), [chance.choice(wide)]])
        more: dict[str, Any] = {}
        if chance.random() < 0.4:
            more["locations"] = [Location(area=factories.area(country))]
        if chance.random() < 0.5 or not more:
            more["phones"] = [Phone(number="+33199001234", languages=chance.sample(LANGUAGES, 1) if chance.random() < 0.3 else [])]
        if chance.random() < 0.3:
            more["channels"] = [Channel(kind=codes.ChannelKind.CHAT, address="https://chat.example.org/")]
        if chance.random() < 0.15:
            more["alerts"] = [
                Alert(
                    kind=chance.choice([codes.AlertKind.CLOSED, codes.AlertKind.FULL, codes.AlertKind.NUMBER, codes.AlertKind.REMOTE]),
                    starts_on=today,
                )
            ]
        more["status"] = codes.Status.INACTIVE if chance.random() < 0.05 else codes.Status.ACTIVE
        made.append(
            factories.service(
                f"Service {n}",
                revision=False,
                topics=[chance.choice(TOPICS)],
                areas=[ServiceArea(area=factories.area(code)) for code in where],
                languages=[ServiceLanguage(code=code) for code in chance.sample(LANGUAGES, chance.randint(1, 3))],
                **more,
            )
        )
    return made


def lies_in(area: Area, other: Area) -> bool:
    return area.path.startswith(other.path)


def can_help(service: Any, reader: Area, language: str, today: Any) -> bool:
    """The rule of the issue, read from the rows: a place or area there, or from a distance with coverage and a language that the reader reads."""
    alerts = {alert.kind for alert in service.alerts.all() if alert.starts_on <= today and (alert.ends_on is None or today <= alert.ends_on)}
    if service.status != codes.Status.ACTIVE or alerts & {codes.AlertKind.CLOSED, codes.AlertKind.FULL}:
        return False
    people = [row.area for row in service.areas.all()]
    covered = any(lies_in(reader, area) or lies_in(area, reader) for area in people)
    places = [] if codes.AlertKind.REMOTE in alerts else [row.area for row in service.locations.all()]
    if covered and any(lies_in(place, reader) for place in places):
        return True
    phones = [row for row in service.phones.all() if codes.AlertKind.NUMBER not in alerts or row.kind != codes.PhoneKind.VOICE]
    ways = [*phones, *service.channels.all()]
    spoken = {code.split("-")[0].lower() for way in ways for code in way.languages or [row.code for row in service.languages.all()]}
    return covered and language.split("-")[0] in spoken


def asked_in(countries: Iterable[str], services: list[Any], language: str) -> None:
    """Ask for each topic from each country, and compare with the rule."""
    today = timezone.localdate()
    within = {topic: {topic, *codes_below("topic", topic)} for topic in TOPICS}
    by_topic = {topic: [one for one in services if within[topic] & {t.code for t in one.topics.all()}] for topic in TOPICS}
    for code in countries:
        reader = area_for(code)
        assert reader
        for topic, listed in by_topic.items():
            helping = {one.pk for one in listed if can_help(one, reader, language, today)}
            found = find(Asked(language, near=code, filters={"topic": (topic,)}))
            shown = [result for section in found.sections for result in section.results]
            assert not listed or shown, (code, topic)
            assert shown or help_lines(found.asked, found.place), (code, topic)
            if helping:
                assert shown[0].family in helping, (code, topic, language)
            assert found.reached == bool(helping), (code, topic, language)


@pytest.fixture(scope="module")
def catalogue(kept, tmp_path_factory):
    """Forty services of all sorts and a help line for everybody, made once."""

    def make() -> list[Any]:
        ensure_areas()
        line = {"phones": [Phone(number="+33199001234")], "areas": [ServiceArea(area=factories.area("001"))], "type": codes.ServiceType.HELPLINE}
        factories.service("Line", revision=False, languages=[ServiceLanguage(code=code) for code in LANGUAGES], **line)
        return make_catalogue(random.Random(8), 40)

    return kept(make)


@pytest.mark.parametrize("language", ["ar", pytest.param("en", marks=pytest.mark.soak)])
def test_law_a_service_that_helps_from_there_stands_first_wherever_somebody_asks(catalogue, index, language):
    indexer.update()
    near = {area.area.code for one in catalogue for area in one.areas.all() if area.area.code.isalpha()}
    asked_in([*random.Random(9).sample(sorted(near), SAMPLE), *random.Random(10).sample(COUNTRIES, SAMPLE // 2)], catalogue, language)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_law_in_all_countries_for_generated_catalogues(index, seed):
    ensure_areas()
    factories.service(
        "Line",
        revision=False,
        type=codes.ServiceType.HELPLINE,
        phones=[Phone(number="+33199001234")],
        areas=[ServiceArea(area=factories.area("001"))],
    )
    services = make_catalogue(random.Random(seed), 60)
    indexer.update()
    asked_in(COUNTRIES, services, LANGUAGES[seed].lower())


def test_soon_is_not_now(index):
    tomorrow = timezone.localdate() + timedelta(days=1)
    one = factories.service(
        "Closes tomorrow",
        revision=False,
        topics=["asylum"],
        phones=[Phone(number="+33199001234")],
        areas=[ServiceArea(area=factories.area("001"))],
        alerts=[Alert(kind=codes.AlertKind.CLOSED, starts_on=tomorrow)],
        languages=[ServiceLanguage(code="en")],
    )
    indexer.update()
    asked_in(["FJ"], [one], "en")
