"""Where help is missing is counted, and nothing else: no word of a search, no place within a country, and never at the cost of the answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from resources import codes
from resources.models import Alert, Channel, ServiceArea, ServiceLanguage
from search import indexer
from search.learning import counting
from search.models import Gap
from tests import factories
from tests.search.asking import ask

pytestmark = pytest.mark.django_db
CANARY = "Mirroquath"


@pytest.fixture(autouse=True)
def an_index(index: Any) -> None:
    """Each test has one of its own."""


def service(title: str, *, area: str = "001", speaks: str = "en", topic: str = "asylum", **more: Any) -> Any:
    rows = {
        "areas": [ServiceArea(area=factories.area(area))],
        "languages": [ServiceLanguage(code=speaks)],
        "channels": [Channel(kind=codes.ChannelKind.CHAT, address="https://chat.example.org/")],
    }
    return factories.service(title, revision=False, topics=[topic], **rows, **more)


def counted() -> dict[tuple[str, str, str], int]:
    return {(one.topic, one.language, one.country): one.number for one in Gap.objects.all()}


class TestCounted:
    def test_is_a_chosen_topic_that_nobody_helps_with_by_its_month(self):
        service("Elsewhere", topic="housing")
        ask(topic="asylum")
        ask(topic="asylum")
        assert counted() == {("asylum", "en", ""): 2}
        assert Gap.objects.get().month == timezone.localdate().replace(day=1)

    def test_is_a_topic_that_the_text_names_in_the_language_of_the_page(self):
        service("English only")
        ask("fr", q="demande d'asile")
        assert counted() == {("asylum", "fr", ""): 1, ("asylum-claim", "fr", ""): 1}

    def test_is_the_country_of_a_place_and_nothing_nearer(self):
        service("Germany", area="DE")
        ask(topic="asylum", near="FR-75C")
        assert counted() == {("asylum", "en", "FR"): 1}

    def test_is_no_country_for_a_region_of_the_world_or_a_place_that_nobody_knows(self):
        service("Germany", area="DE")
        ask(topic="asylum", near="002")
        ask(topic="asylum", near=CANARY)
        assert counted() == {("asylum", "en", ""): 2}

    def test_is_each_topic_by_itself(self):
        service("Asylum")
        ask(topic=["asylum", "housing"])
        assert counted() == {("housing", "en", ""): 1}

    def test_is_a_service_that_takes_nobody_now(self):
        service("Full", alerts=[Alert(kind=codes.AlertKind.FULL, starts_on=timezone.localdate() - timedelta(days=1))])
        ask(topic="asylum")
        assert counted() == {("asylum", "en", ""): 1}


class TestNotCounted:
    @pytest.fixture
    def world(self):
        service("Everywhere")
        service("France", area="FR", topic="housing")

    def test_is_what_somebody_helps_with(self, world):
        ask(topic="asylum")
        ask(topic="asylum", near="FR")
        ask(topic="housing", near="FR-75C")
        assert counted() == {}

    def test_is_a_search_that_other_filters_left_empty(self, world):
        ask(topic="asylum", cost="free", channel="phone")
        ask(topic="asylum", open="now")
        assert counted() == {}

    def test_is_a_reader_who_reads_the_language_of_help(self, world):
        ask("fr", topic="asylum", reads="en")
        assert counted() == {}

    def test_is_a_text_without_a_topic_and_a_code_that_is_none(self, world):
        ask(q=CANARY)
        ask(topic=CANARY)
        ask(topic="young")
        assert counted() == {}

    def test_are_further_pages_of_the_same_search(self, world):
        ask(topic="housing", page="2")
        assert counted() == {}

    @pytest.mark.parametrize(
        "headers",
        [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example.org"}, {"Sec-Purpose": "prefetch;prerender"}, {"X-Moz": "prefetch"}],
    )
    def test_is_what_another_site_sends_or_a_browser_fetches_ahead(self, headers):
        assert Client().get("/en/search/?topic=asylum", headers=headers).status_code == 200
        assert Client().head("/en/search/?topic=asylum").status_code == 200
        assert counted() == {}

    def test_is_anything_while_there_is_no_index(self):
        ask(fresh=False, topic="asylum")
        assert counted() == {}


class TestTheAnswer:
    def test_stands_when_the_database_does_not_let_anybody_write(self, monkeypatch, caplog):
        indexer.update()

        def locked(*_args: Any, **_kwargs: Any) -> None:
            raise OperationalError("database is locked")

        monkeypatch.setattr(Gap.objects, "bulk_create", locked)
        answer = Client().post("/en/search/", {"topic": "asylum"})
        assert answer.status_code == 200
        assert counted() == {}
        assert not caplog.records

    def test_costs_few_questions_more(self):
        indexer.update()
        factories.area("FR")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            ask(fresh=False, topic="asylum", near="FR")
        ours = [one["sql"] for one in asked if "search_gap" in one["sql"] or "busy_timeout" in one["sql"] or "SAVEPOINT" in one["sql"]]
        assert len(ours) <= 9, ours

    def test_puts_back_how_long_the_database_waits(self):
        if connection.vendor != "sqlite":
            pytest.skip("only SQLite is told for the whole connection")
        with connection.cursor() as cursor:
            before = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
            with counting.without_waiting():
                assert cursor.execute("PRAGMA busy_timeout").fetchone()[0] == 0
            assert cursor.execute("PRAGMA busy_timeout").fetchone()[0] == before


def test_no_word_of_a_search_that_was_counted_stays_anywhere(caplog):
    service("Elsewhere", topic="housing")
    with caplog.at_level("DEBUG", logger="django.request"):
        ask(q=f"asylum {CANARY}", near="Kreuzberg")
        Client().get(f"/en/search/?q=asylum+{CANARY}&topic={CANARY}")
    assert Gap.objects.exists()
    assert CANARY not in caplog.text
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            kept = str(cursor.fetchall())
            assert CANARY.lower() not in kept.lower(), table
            assert "Kreuzberg" not in kept, table


def test_numbers_go_after_two_years():
    today = timezone.localdate()
    months = [date(today.year - 2, today.month, 1) + timedelta(days=days) for days in (-40, 60)]
    Gap.objects.bulk_create(Gap(topic="asylum", language="en", month=month.replace(day=1), number=9) for month in months)
    call_command("purge_personal_data", verbosity=0)
    assert [one.month for one in Gap.objects.all()] == [months[1].replace(day=1)]


@pytest.mark.django_db(transaction=True)
def test_whoever_asks_waits_for_nobody_who_writes(index, settings):
    """Another process holds the database: the answer comes at once, and nothing is counted."""
    if connection.vendor != "sqlite":
        pytest.skip("writers wait for each other in SQLite alone")
    import sqlite3
    import time

    indexer.update()
    other = sqlite3.connect(connection.settings_dict["NAME"], uri=True, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        start = time.monotonic()
        assert Client().post("/en/search/", {"topic": "asylum"}).status_code == 200
        assert time.monotonic() - start < 10
        assert counted() == {}
    finally:
        other.execute("ROLLBACK")
        other.close()
    with transaction.atomic():
        assert Client().post("/en/search/", {"topic": "asylum"}).status_code == 200
    assert counted() == {("asylum", "en", ""): 1}
