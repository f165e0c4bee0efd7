"""Families stand once on all pages together, whatever is asked."""

from __future__ import annotations

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, given
from hypothesis import settings as law
from hypothesis import strategies as st

from resources.models import ServiceArea
from search import indexer
from tests import factories
from tests.search.asking import ask, every_page, families

pytestmark = pytest.mark.django_db


def areas(*codes: str) -> list[ServiceArea]:
    return [ServiceArea(area=factories.area(code)) for code in codes]


def thirty() -> list[int]:
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


@pytest.fixture(scope="module")
def kept_library(kept, tmp_path_factory):
    """They and their index, made once for all tests of this module: none of them writes anything."""
    folder = tmp_path_factory.mktemp("library")
    with override_settings(HUB_DATA=folder):
        return kept(thirty), folder


@pytest.fixture
def library(kept_library, db, settings) -> list[int]:
    """The numbers of the thirty families."""
    made, settings.HUB_DATA = kept_library
    return made


class TestThirtyFamilies:
    def test_stand_once_on_all_pages_together_ten_a_page(self, library):
        for language in ("en", "fr", "ar", "zh-hant"):
            for asked in ({"q": "lantern"}, {"q": "lantern", "near": "MA"}, {"topic": "housing"}, {"kind": "service"}, {"near": "LB"}):
                pages = every_page(language, fresh=False, **asked)
                found = [family for one in pages for family in families(one)]
                assert len(found) == len(set(found)) == pages[0]["total"], (language, asked)
                assert {one["total"] for one in pages} == {pages[0]["total"]}
                assert all(len(families(one)) == 10 for one in pages[:-1])
                assert "q" not in asked or set(found) == set(library)

    def test_each_in_the_language_of_the_reader_where_it_has_one(self, library):
        found = [result for one in every_page("fr", fresh=False, q="lantern") for step in one["steps"] for result in step["results"]]
        assert sum(result["language"] == "fr" for result in found) == 10
        assert [result["language"] for result in found[:10]] == ["fr"] * 10

    def test_beyond_the_last_page_there_is_nothing_and_the_total_stays(self, library):
        answer = ask(q="lantern", page=99, fresh=False)
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
        pages = every_page("fr", fresh=False, **asked)
        found = [family for one in pages for family in families(one)]
        assert len(found) == len(set(found)) == pages[0]["total"]
