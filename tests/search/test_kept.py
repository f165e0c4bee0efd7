"""What is kept in memory follows every change at once; nothing that a reader typed is ever kept."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search import outbox
from search.analysis import document_terms, terms
from search.kept import FORGET_AFTER, MOST, MOST_ROWS, Kept, KeptOfRows, asked_once
from search.ladder import matching_topics, withheld_keys
from taxonomy.models import ConceptLabel
from tests import factories

pytestmark = pytest.mark.django_db


class TestKeptValues:
    def test_are_read_once_while_nothing_changes(self):
        asked = []
        values = Kept(lambda key: asked.append(key) or len(asked))
        assert [values.get("en"), values.get("en"), values.get("fr"), values.get("en")] == [1, 1, 2, 1]

    def test_are_read_again_after_a_change_that_readers_may_see(self):
        asked = []
        values = Kept(lambda key: asked.append(key) or len(asked))
        values.get("en")
        outbox.next_version()
        assert values.get("en") == 2

    def test_are_read_again_when_told_to(self):
        asked = []
        values = Kept(lambda key: asked.append(key) or len(asked))
        assert values.get("en") == 1
        values.forget()
        assert values.get("en") == 2

    def test_are_never_many(self):
        asked = []
        values = Kept(lambda key: asked.append(key))
        for key in (*range(MOST + 1), 0):
            values.get(key)
        assert asked == [*range(MOST + 1), 0]

    def test_are_compared_once_on_a_page_and_anew_on_the_next(self, django_assert_num_queries):
        asked = []
        values, others = (Kept(lambda key: asked.append(key) or len(asked)) for _ in range(2))
        with django_assert_num_queries(1), asked_once():
            assert [values.get("en"), others.get("en"), values.get("en")] == [1, 2, 1]
        outbox.next_version()
        with asked_once():
            assert values.get("en") == 3
        outbox.next_version()
        assert values.get("en") == 4

    def test_are_as_new_as_the_page_at_least(self):
        asked = []
        values = Kept(lambda key: asked.append(key) or len(asked))
        with asked_once():
            values.get("en")
            outbox.next_version()
        assert values.get("en") == 2

    def test_are_compared_anew_after_a_page_that_failed(self):
        asked = []
        values = Kept(lambda key: asked.append(key) or len(asked))
        with pytest.raises(ZeroDivisionError), asked_once():
            1 / 0  # noqa: B018
        values.get("en")
        outbox.next_version()
        assert values.get("en") == 2


@dataclass(frozen=True)
class Row:
    """As much of a row as its card needs."""

    key: str = "1"
    version: int = 1
    card: Any = field(default_factory=dict)


class TestWhatRowsSay:
    @pytest.fixture
    def asked(self):
        return []

    @pytest.fixture
    def values(self, asked):
        return KeptOfRows(lambda card: asked.append(card) or len(asked))

    def test_is_read_once_in_each_language_without_a_query(self, values, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert [values.get(Row(), code) for code in ("en", "en", "fr", "en")] == [1, 1, 2, 1]

    def test_is_read_again_when_the_row_says_something_else(self, values):
        assert [values.get(Row(version=version), "en") for version in (1, 2, 2)] == [1, 2, 2]

    def test_of_a_state_that_is_past_is_not_kept_beside_the_present_one(self, values):
        for version in (1, 2, 3):
            values.get(Row(version=version), "en")
        assert len(values._values) == 1

    def test_is_never_of_many(self, values, asked):
        for number in range(MOST_ROWS + 1):
            values.get(Row(key=str(number)), "en")
        assert len(values._values) == 1
        assert len(asked) == MOST_ROWS + 1

    def test_of_a_row_that_was_withdrawn_is_not_in_memory_for_long(self, values, monkeypatch):
        values.get(Row(key="withdrawn"), "en")
        monkeypatch.setattr(time, "monotonic", lambda now=time.monotonic: now() + FORGET_AFTER)
        values.get(Row(key="other"), "en")
        assert [key for key, _language in values._values] == ["other"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="changes come one after the other in SQLite")
def test_a_change_that_a_later_one_overtook_is_seen_too():
    asked = []
    values = Kept(lambda key: asked.append(key) or len(asked))
    slow = connection.copy()
    try:
        slow.set_autocommit(False)
        with slow.cursor() as cursor:
            cursor.execute("INSERT INTO search_version DEFAULT VALUES")
        outbox.next_version()
        assert values.get("en") == 1
        slow.commit()
        assert values.get("en") == 2
    finally:
        slow.close()


def test_a_topic_is_found_by_its_new_name_at_once():
    label = ConceptLabel.objects.create(concept=factories.concept("housing-x"), language="en", preferred="Lodgings")
    assert matching_topics("lodgings please", ["en"]) == {"housing-x": "Lodgings"}
    label.preferred = "Dwellings"
    label.save()
    assert matching_topics("lodgings please", ["en"]) == {}
    assert matching_topics("dwelling", ["en"]) == {"housing-x": "Dwellings"}


def test_no_word_that_somebody_typed_stays_in_memory():
    matching_topics("zweisamkeitsfrage lodgings", ["en", "fr"])
    assert not any("zweisamkeitsfrage" in kept for kept in terms._kept.values())


@pytest.mark.parametrize("text", ["L'été, co-op 112", "هم‌جنس‌گرا", "跨性別 lgbt群體", ""])
@pytest.mark.parametrize("code", ["en", "fr", "fa", "zh-hant"])
def test_a_text_that_is_not_kept_has_the_same_terms(text, code):
    assert document_terms(text, code, keep=False) == document_terms(text, code)


def test_what_is_withheld_is_looked_up_without_reading_the_whole_table(index):
    from search.indexer import update

    update()
    with CaptureQueriesContext(connection) as captured:
        withheld_keys(index)
    (query,) = captured.captured_queries
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' * (connection.vendor == 'sqlite')}{query['sql']}")
        plan = " ".join(str(cell) for row in cursor.fetchall() for cell in row)
    assert connection.vendor != "sqlite" or "SCAN search_searchdocument" not in plan
