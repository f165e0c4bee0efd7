"""Places while somebody types: in the reader's language, by any of their names, and only what the search then understands."""

from __future__ import annotations

from random import Random

import pytest
from django.test import Client

from hub import languages
from resources.models import ServiceArea
from search import indexer
from search.suggest.places import _suggestion
from taxonomy.areas import area_for
from taxonomy.beginnings import Begun, _table, beginning
from taxonomy.gazetteer import find_area
from taxonomy.models import Area, AreaLabel
from taxonomy.names import area_name
from tests import factories

pytestmark = pytest.mark.django_db


def offered(text, language="en"):
    response = Client().post(f"/{language}/search/suggest/", {"near": text, "field": "near", "q": "ignored"})
    assert response.status_code == 200
    return [(one["text"], one["note"]) if one["note"] else one["text"] for one in response.json()["suggestions"]]


@pytest.mark.parametrize(
    ("typed", "language", "first"),
    [
        ("ge", "en", "Georgia"),
        ("GERM", "en", "Germany"),
        ("ivoire", "fr", "Côte d’Ivoire"),
        ("cote d", "fr", "Côte d’Ivoire"),
        ("alle", "fr", "Allemagne"),
        ("deutsch", "fr", ("Allemagne", "Deutschland")),
        ("uk", "en", ("United Kingdom", "UK")),
        ("sam", "en", "American Samoa"),
        ("brita", "es", ("Reino Unido", "Britain")),
        ("المغرب", "ar", "المغرب"),
        ("مراك", "fa", "مراکش"),
        ("герм", "ru", "Германия"),
        ("台", "zh-hant", "台灣"),
        ("baviè", "fr", "Bavière, Allemagne"),
        ("new y", "en", "New York, United States"),
        ("york", "en", "York, United Kingdom"),
        ("kerala", "en", "Kerala, India"),
        ("latin a", "en", "Latin America"),
    ],
)
def test_a_place_is_offered_from_the_beginning_of_any_of_its_names(index, typed, language, first):
    assert first in offered(typed, language)[:3]


def test_countries_stand_before_their_parts_and_there_are_at_most_eight(index):
    found = offered("ge")
    assert (len(found), found[:2]) == (8, ["Georgia", "Germany"])
    assert "Geneva, Switzerland" not in found[:2]


def test_nothing_is_offered_for_nothing_and_for_nowhere(index):
    assert [offered(text) for text in ("", " ", "!", "x", "qqqq", "\x00", "ن" * 500)] == [[]] * 7


def test_what_is_a_country_of_its_own_is_offered_as_one(index):
    assert offered("puerto r")[0] == "Puerto Rico"
    assert "Puerto Rico, United States" not in offered("puerto r")
    assert offered("luxem")[0] == "Luxembourg"
    assert "Luxembourg, Luxembourg" not in offered("luxem")


@pytest.mark.parametrize("language", languages.codes())
def test_the_search_understands_what_it_offers(language):
    """A sample: a place that was chosen from the list is never "not known", and is never another one of another name."""
    for begun in Random(6).sample([one for one in _table(language)[1] if not one.other], 25):
        made = _suggestion(begun, area_name(begun.code, language), language)
        area = find_area(made.text) if made else None
        assert made is None or area, made
        assert made is None or area.code[:2] == begun.code[:2]
        assert made is None or area_name(area, language) == area_name(begun.code, language)


def test_no_query_is_needed_for_the_names_of_the_world(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert beginning("fra", "en")[0] == Begun(False, 0, False, "France", "FR")


class TestPlacesThatEditorsNamed:
    @pytest.fixture
    def quarter(self, index):
        quarter = Area.objects.create(code="DE-BE.seidengasse", kind=Area.Kind.PLACE, parent=area_for("DE-BE"))
        AreaLabel.objects.create(area=quarter, language="en", name="Silk Quarter")
        AreaLabel.objects.create(area=quarter, language="fr", name="Quartier de la Soie")
        return quarter

    def quarters(self, text, language="en"):
        """What is offered, without towns."""
        return [one for one in offered(text, language) if "Quart" in str(one)]

    def test_are_offered_once_a_public_page_covers_them(self, quarter):
        assert not self.quarters("silk")
        service = factories.service(areas=[ServiceArea(area=quarter)])
        indexer.update()
        assert self.quarters("silk") == ["Silk Quarter, Germany"]
        assert self.quarters("soie", "fr") == ["Quartier de la Soie, Allemagne"]
        assert self.quarters("silk", "fr") == [("Quartier de la Soie, Allemagne", "Silk Quarter")]
        service.unpublish()
        assert not self.quarters("silk"), "before the index has heard of it"

    def test_a_new_name_is_offered_at_once(self, index):
        assert offered("spree") == []
        AreaLabel.objects.create(area=area_for("DE-BE"), language="en", name="Spree City")
        assert offered("spree") == ["Spree City, Germany"]

    def test_cost_few_queries(self, quarter, django_assert_max_num_queries):
        factories.service(areas=[ServiceArea(area=quarter)])
        indexer.update()
        with django_assert_max_num_queries(6):
            assert offered("silk")
