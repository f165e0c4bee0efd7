"""Rows that are read without Django's detour say what those say that are read with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from hub.models.visibility import visible_among
from search import indexer, outbox
from search.engines.base import Hit
from search.indexer.position import REREAD, Position
from search.ladder import withheld_keys
from search.models import SearchDocument
from search.prepared import Prepared
from search.results.checking import BODY_READ, check
from tests import factories

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def lamp(index):
    made = factories.full_service("Night Lamp", body=[("text", f"<p>{'light ' * 3000}</p>")])
    indexer.update()
    return made


def as_known(row: object, names: list[str]) -> dict[str, object]:
    return {name: getattr(row, name) for name in names}


def every(model: type) -> list[str]:
    return [one.name for one in model._meta.concrete_fields if not one.is_relation]


@pytest.mark.parametrize("model", [SearchDocument, Page])
def test_every_column_is_read_as_the_model_reads_it(lamp, model, django_assert_num_queries):
    names = every(model)
    prepared = Prepared(model, names)
    with django_assert_num_queries(1):
        found = prepared.rows(f"SELECT {prepared.columns} FROM {connection.ops.quote_name(model._meta.db_table)}", [])
        said = {row.pk: as_known(row, names) for row in found}
    assert said == {row.pk: as_known(row, names) for row in model.objects.all()}
    assert all(not row._state.adding for row in found)


def test_what_was_not_read_is_asked_for_when_somebody_wants_to_know(lamp, django_assert_num_queries):
    prepared = Prepared(SearchDocument, ["id", "title"])
    (row,) = prepared.rows(f"SELECT {prepared.columns} FROM search_searchdocument WHERE page_id = %s", [lamp.pk])
    with django_assert_num_queries(1):
        assert (row.title, row.kind) == ("Night Lamp", "service")


def test_pages_that_may_be_seen_are_whole_and_none_is_asked_for_twice(lamp, django_assert_num_queries):
    with django_assert_num_queries(1):
        (page,) = visible_among([lamp.pk])
        assert (page.title, page.url_path, page.locale_id, page.translation_key) == (lamp.title, lamp.url_path, lamp.locale_id, lamp.translation_key)
    assert page == lamp.page_ptr
    assert page.draft_title == lamp.draft_title


def test_a_hit_has_its_row_and_the_beginning_of_its_text_in_few_queries(lamp, django_assert_max_num_queries):
    row = SearchDocument.objects.get(page=lamp.pk)
    check([Hit(row.key, row.family, "en", 1.0)], ("en",))
    with django_assert_max_num_queries(2):
        (checked,), refused = check([Hit(row.key, row.family, "en", 1.0)], ("en",))
        names = ["key", "family", "version", "language", "kind", "title", "summary", "card", "topics", "reach", "channels", "help_languages", "costs"]
        said = as_known(checked.shown, names)
    assert said == as_known(row, names)
    assert checked.shown.text == row.body[:BODY_READ]
    assert not refused


def test_a_hit_comes_with_its_family_in_the_languages_of_the_reader_and_no_other(lamp):
    for code in ("fr", "ar"):
        factories.translate(lamp, code)
    row = SearchDocument.objects.get(page=lamp.pk)
    shown = {
        prefer: check([Hit(row.key, row.family, "en", 1.0)], prefer)[0][0].shown.language for prefer in (("ar", "fr"), ("fr",), ("fa",), ("en",))
    }
    assert shown == {("ar", "fr"): "ar", ("fr",): "fr", ("fa",): "en", ("en",): "en"}


def test_hits_that_the_table_has_withdrawn_or_never_had_are_refused(lamp):
    row = SearchDocument.objects.get(page=lamp.pk)
    outbox.withdraw(SearchDocument.objects.filter(pk=row.pk))
    assert check([Hit(row.key, row.family, "en", 1.0), Hit("999999", 999999, "en", 1.0)], ("en",)) == ([], {row.key, "999999"})
    assert check([], ("en",)) == ([], set())


def test_what_is_withheld_is_what_the_models_say(index):
    now = timezone.now()
    for number in range(8):
        factories.guide(f"Guide {number}")
    indexer.update()
    keys = list(SearchDocument.objects.order_by("pk").values_list("key", flat=True))
    changes = [
        {"withdrawn": True, "updated": now - 2 * HOUR},
        {"withdrawn": True, "updated": now},
        {"withdrawn": True, "updated": now - 2 * HOUR, "version": outbox.next_version() + 100},
        {"visible_until": now - HOUR},
        {"visible_until": now + HOUR},
        {"visible_from": now - HOUR},
        {"visible_from": now + HOUR},
    ]
    for key, change in zip(keys, changes, strict=False):
        SearchDocument.objects.filter(key=key).update(**change)
    taken = Position.read(index.position()).version
    late = Q(version__gt=taken) | Q(updated__gte=timezone.now() - REREAD)
    dates = Q(visible_until__lte=timezone.now()) | Q(visible_from__gt=timezone.now())
    expected = SearchDocument.objects.filter(Q(withdrawn=True) & late | Q(withdrawn=False) & dates)
    assert withheld_keys(index) == set(expected.values_list("key", flat=True)) == {keys[place] for place in (1, 2, 3, 6)}
