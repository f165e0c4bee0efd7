"""The measurement of the search with many pages says something only if they are pages that everybody may see and find."""

from __future__ import annotations

import random

import pytest

from bench.many_pages import documents, make_pages
from bench.search_http import late, mixed, questions
from bench.search_speed import make_words
from bench.workers import processor, resident
from hub.models import visible_pages
from resources.models import ServicePage
from search.indexer.checking import repair_table
from search.indexer.rebuilding import rebuild
from search.models import SearchDocument
from tests import factories

WORDS = [f"bade{letter}" for letter in "abcdefghij"] * 1100


@pytest.mark.django_db
def test_many_pages_are_seen_and_found_each_in_its_family(client, settings, tmp_path):
    settings.HUB_DATA = tmp_path
    shelf = factories.section("Get help")
    factories.service("Night Lamp", shelf)
    for code in ("fr", "es"):
        factories.translate(shelf, code)
    make_pages(7, WORDS, random.Random(1))
    made = list(ServicePage.objects.filter(slug__startswith="many-").order_by("pk"))
    assert visible_pages().filter(pk__in=[page.pk for page in made]).count() == 7
    assert [page.search_family for page in made] == [made[at - at % 3].pk for at in range(7)]
    assert repair_table() == 0
    rebuild()
    found = client.post("/en/search/", {"q": made[0].title}, headers={"accept": "application/json"}).json()
    assert made[0].pk in [result["family"] for step in found["steps"] for result in step["results"]]
    assert client.get(found["steps"][0]["results"][0]["url"]).status_code == 200
    assert [page.title for page in made] == [one["title"] for one in documents(7, WORDS, random.Random(1))]
    assert SearchDocument.objects.filter(page_id__in=[page.pk for page in made], kind="service").count() == 7


def test_questions_of_every_kind_are_in_the_mixed_list():
    kinds = questions(make_words(random.Random(1)))
    assert sorted(map(str, mixed(kinds))) == sorted(str(one) for several in kinds.values() for one in several)
    assert all(one["q"] for one in mixed(kinds))


def test_the_slowest_of_a_single_answer_is_itself():
    assert late([3.0]) == 3.0
    assert late([1.0] * 99 + [50.0]) == 1.0


def test_memory_and_time_of_a_process_are_read():
    import os

    assert resident([os.getpid()]) > 1
    assert processor([os.getpid()]) > 0
