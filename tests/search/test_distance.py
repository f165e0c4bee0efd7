"""Without a place: who helps from anywhere in a language that the reader reads, and never an empty page."""

from __future__ import annotations

import pytest

from resources import codes
from resources.models import Channel, Location, ServiceArea, ServiceLanguage
from tests import factories
from tests.search.asking import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(index):
    for title, area, speaks in (("Far", "001", "fr"), ("French", "FR", "fr"), ("Arabic", "001", "ar")):
        factories.service(
            title,
            revision=False,
            topics=["asylum"],
            areas=[ServiceArea(area=factories.area(area))],
            languages=[ServiceLanguage(code=speaks)],
            channels=[Channel(kind=codes.ChannelKind.CHAT, address="https://chat.example.org/")],
        )
    factories.service(
        "House", revision=False, topics=["asylum"], locations=[Location(area=factories.area("FR"))], areas=[ServiceArea(area=factories.area("001"))]
    )


def found(answer, step):
    return [one["title"] for each in answer["steps"] if each["step"] == step for one in each["results"]]


class TestHelpFromAnywhere:
    def test_on_a_topic_that_the_words_name_stands_before_other_pages_on_it(self, shelf):
        answer = ask("fr", q="demander l'asile")
        assert found(answer, "distance") == ["Far"]
        assert set(found(answer, "topics")) == {"French", "Arabic", "House"}

    def test_speaks_what_the_reader_also_reads(self, shelf):
        assert set(found(ask("fr", q="demander l'asile", reads="ar"), "distance")) == {"Far", "Arabic"}

    def test_is_no_step_where_no_topic_is_named(self, shelf):
        assert found(ask("fr", q="xyzzy"), "distance") == []
