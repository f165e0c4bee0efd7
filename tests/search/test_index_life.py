"""The index follows the table: what it takes, when it is made anew, what it finds by itself that no signal told of."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone
from wagtail.models import Page

from resources.models import GuidePage, Phone, ServicePage
from search import indexer, outbox
from search.engines import ENGINES
from search.engines.base import Query, Step
from search.indexer import Position
from search.models import SearchDocument, Version
from tests import factories
from tests.sampling import sampled
from tests.search.engine_kit import on_engine

pytestmark = pytest.mark.django_db


@pytest.fixture(params=sampled(ENGINES, 2))
def index(request, settings, tmp_path):
    """The site on each engine, with nothing in its indexes yet."""
    settings.HUB_DATA = tmp_path
    engine = on_engine(request, settings, request.param)
    yield engine
    engine.remove()


def found(engine, text="lantern") -> set[int]:
    answer = engine.search(Query(steps=(Step("all", text, correct=False),), limit=100))
    return {hit.family for hit in answer.hits}


def age(minutes: int, **which) -> None:
    """As if these rows had been written some minutes ago."""
    SearchDocument.objects.filter(**which).update(updated=timezone.now() - timedelta(minutes=minutes))


class TestUpdate:
    def test_makes_the_index_where_there_is_none(self, index):
        page = factories.guide("Lantern")
        assert indexer.update().rebuilt
        assert found(index) == {page.pk}

    def test_takes_what_is_published_and_forgets_what_is_not(self, index):
        indexer.update()
        page = factories.guide("Lantern")
        summary = indexer.update()
        assert (summary.taken > 0, summary.rebuilt) == (True, False)
        assert found(index) == {page.pk}
        page.unpublish()
        assert indexer.update().withdrawn == 1
        assert found(index) == set()

    def test_does_nothing_when_nothing_has_changed(self, index, django_assert_max_num_queries):
        factories.guide("Lantern")
        indexer.update()
        before = [one.position() for one in index.indexes]
        with django_assert_max_num_queries(4 * len(index.indexes)):
            summary = indexer.update()
        assert not summary.changed
        assert [one.position() for one in index.indexes] == before

    def test_takes_a_page_under_the_name_it_was_given_last(self, index):
        page = factories.guide("Lantern")
        indexer.update()
        page.title = "Lighthouse"
        factories.publish_page(page)
        indexer.update()
        assert (found(index), found(index, "lighthouse")) == (set(), {page.pk})

    def test_writes_marked_texts_anew_before_it_takes_them(self, index):
        organisation = factories.organisation("Lanternfolk")
        service = factories.service("Night line", organisation=organisation)
        indexer.update()
        organisation.title = "Harbourfolk"
        factories.publish_page(organisation)
        assert indexer.update().renewed >= 1
        assert found(index, "harbourfolk") == {organisation.pk, service.pk}
        assert not SearchDocument.objects.filter(stale=True).exists()

    def test_takes_a_row_that_the_database_shows_late(self, index):
        """PostgreSQL may commit version 5 after version 7 has been taken."""
        other = factories.guide("Lantern two")
        unused = outbox.next_version()
        factories.guide("Candle", summary="Wax.")
        indexer.update()
        late = factories.guide("Lantern")
        assert unused not in Position.read(index.position()).seen
        SearchDocument.objects.filter(page_id=late.pk).update(version=unused)
        assert indexer.update().taken == 1
        assert found(index) == {late.pk, other.pk}

    def test_of_two_indexes_each_goes_its_own_way(self, index, settings, tmp_path):
        page = factories.guide("Lantern")
        indexer.update()
        settings.HUB_DATA = tmp_path / "another machine"
        other = indexer.updating.site_engine()
        assert indexer.update().rebuilt
        assert found(other) == found(index) == {page.pk}

    def test_waits_for_nobody_and_loses_nothing_while_another_process_writes(self, index, monkeypatch):
        monkeypatch.setattr("search.indexer.updating.WAIT", 0.0)
        indexer.update()
        page = factories.guide("Lantern")
        with index.writer():
            assert indexer.update().busy
        indexer.update()
        assert found(index) == {page.pk}


class TestTheIndexIsMadeAnew:
    def test_when_its_rules_of_analysis_are_old(self, index, monkeypatch):
        page = factories.guide("Lantern")
        indexer.update()
        for module in ("embedded.folders", "elasticsearch.generations"):
            monkeypatch.setattr(f"search.engines.{module}.ANALYSIS_VERSION", "another")
        assert indexer.update().rebuilt
        assert found(index) == {page.pk}

    def test_within_the_hour_after_a_withdrawal_so_that_its_words_leave_the_files(self, index):
        page = factories.guide("Lantern")
        indexer.rebuild()
        page.unpublish()
        assert not indexer.update().rebuilt
        self.as_if_built_long_ago(index)
        age(40, withdrawn=True)
        assert indexer.update().rebuilt
        assert not indexer.update().rebuilt

    def as_if_built_long_ago(self, index):
        position = Position.read(index.position())
        with index.writer() as writer:
            writer.commit(replace(position, built=timezone.now() - timedelta(hours=2)).text())

    def test_when_its_folder_was_thrown_away(self, index, tmp_path):
        page = factories.guide("Lantern")
        indexer.update()
        (tmp_path / "search").rename(tmp_path / "thrown away")
        assert indexer.update().rebuilt
        assert found(index) == {page.pk}

    def test_from_the_pages_themselves_when_asked_to(self, index):
        page = factories.guide("Lantern")
        Page.objects.filter(pk=page.pk).update(title="Lighthouse")
        seen = []
        summary = indexer.rebuild(texts=True, progress=lambda *step: seen.append(step))
        assert summary.renewed >= 1
        assert found(index, "lighthouse") == {page.pk}
        assert {phase for phase, _done, _total in seen} == {"texts", "index"}
        assert all(done <= total for _phase, done, total in seen)

    def test_and_what_is_published_or_hidden_meanwhile_is_not_lost(self, index):
        shown, hidden = factories.guide("Lantern"), factories.guide("Lantern two")
        indexer.update()
        new = []

        def meanwhile(phase: str, done: int, total: int) -> None:
            if done == total and not new:
                new.append(factories.guide("Lantern three").pk)
                hidden.unpublish()

        indexer.rebuild(progress=meanwhile)
        indexer.update()
        assert found(index) == {shown.pk, *new}


class TestReconciliation:
    """What changed behind the back of all signals."""

    def test_finds_pages_that_were_hidden_by_a_statement(self, index):
        page = factories.guide("Lantern")
        indexer.update()
        Page.objects.filter(pk=page.pk).update(live=False)
        assert indexer.reconcile().withdrawn == 1
        assert found(index) == set()
        assert SearchDocument.objects.get(page_id=page.pk).withdrawn

    def test_finds_pages_that_came_by_a_statement(self, index):
        page = factories.guide("Lantern")
        indexer.update()
        SearchDocument.objects.all().delete()
        indexer.reconcile()
        assert found(index) == {page.pk}
        assert SearchDocument.objects.filter(page_id=page.pk, withdrawn=False).exists()

    def test_takes_out_what_the_table_does_not_know(self, index):
        page = factories.guide("Lantern")
        indexer.update()
        SearchDocument.objects.filter(page_id=page.pk).delete()
        GuidePage.objects.filter(pk=page.pk).update(live=False)
        indexer.reconcile()
        assert found(index) == set()

    def test_puts_back_what_the_index_lost(self, index):
        page = factories.guide("Lantern")
        indexer.update()
        row = SearchDocument.objects.get(page_id=page.pk)
        with index.writer() as writer:
            writer.delete(row.key, row.version)
        assert found(index) == set()
        age(10)
        SearchDocument.objects.filter(pk=row.pk).update(version=row.version + 1)
        indexer.reconcile()
        assert found(index) == {page.pk}

    def test_follows_dates_that_a_statement_changed(self, index):
        page = factories.guide("Lantern")
        end = timezone.now() + timedelta(days=1)
        Page.objects.filter(pk=page.pk).update(expire_at=end)
        indexer.update()
        indexer.reconcile()
        assert SearchDocument.objects.get(page_id=page.pk).visible_until == end

    def test_comes_by_itself_each_hour(self, index):
        page = factories.guide("Lantern")
        indexer.update()
        Page.objects.filter(pk=page.pk).update(live=False)
        assert not indexer.update().changed
        position = Position.read(index.position())
        with index.writer() as writer:
            writer.commit(replace(position, checked=timezone.now() - timedelta(hours=2)).text())
        assert indexer.update().withdrawn == 1

    def test_clears_old_gravestones_and_numbers_away(self, index):
        page = factories.guide("Lantern")
        page.unpublish()
        indexer.update()
        age(60 * 24 * 31, page_id=page.pk)
        indexer.reconcile()
        assert not SearchDocument.objects.filter(page_id=page.pk).exists()
        assert Version.objects.count() == 1


class TestStatus:
    def test_says_that_there_is_no_index_yet(self, index):
        state = indexer.status()
        assert not state.well
        assert not any(one.index.exists for one in state.indexes)

    def test_counts_what_waits(self, index):
        factories.guide("Lantern")
        indexer.update()
        factories.guide("Lantern two").unpublish()
        state = indexer.status()
        assert state.well
        assert (state.withdrawn, state.waiting) == (1, 1)
        indexer.update()
        assert indexer.status().waiting == 0


class TestPosition:
    @pytest.mark.parametrize("text", [None, "", "12", "[]", '{"version": "x"}', '{"version": 3}', "\x00"])
    def test_that_cannot_be_read_is_the_beginning(self, text):
        assert Position.read(text) == Position()

    def test_is_read_as_it_was_written(self):
        position = Position(7, frozenset({5, 7}), timezone.now(), timezone.now())
        assert Position.read(position.text()) == position


@pytest.mark.parametrize("editors", [8, pytest.param(16, marks=pytest.mark.soak)])
@pytest.mark.django_db(transaction=True)
def test_editors_who_publish_at_once_lose_nothing_and_meet_no_error(index, editors):
    pages = [factories.service(f"Lantern {number}") for number in range(editors)]
    errors: list[Exception] = []

    def publish(page: ServicePage) -> None:
        try:
            page = ServicePage.objects.get(pk=page.pk)
            page.phones = [Phone(number=f"+3319900{page.pk:04}")]
            page.title = f"Published {page.pk}"
            page.save_revision().publish()
        except Exception as error:  # noqa: BLE001
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=publish, args=(page,)) for page in pages]
    for thread in threads:
        thread.start()
    indexer.update()
    for thread in threads:
        thread.join()
    assert errors == []
    indexer.update()
    assert found(index, "published") == {page.pk for page in pages}
    rows = SearchDocument.objects.filter(page__in=pages)
    assert {row.card["phones"][0]["number"] for row in rows} == {f"+3319900{page.pk:04}" for page in pages}
    assert connection.vendor in ("sqlite", "postgresql")
