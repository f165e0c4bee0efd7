"""Loading the facts of many live pages at once, so that a list of two hundred asks the database as often as one of twenty.

All tables of rows are read in one query (a union of their rows as JSON objects) and one more for the areas that rows name; with a query for each
table a page of services would need a dozen.
"""

from __future__ import annotations

import copy
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.db import connection
from django.db.models import DecimalField, F, ForeignKey, JSONField, Model, QuerySet, Value, prefetch_related_objects
from django.db.models.functions import JSONObject
from modelcluster.fields import ParentalKey

from hub.models import HubPage
from resources.models import ServicePage
from resources.models.service import ROWS
from taxonomy.models import Area

MANY: Final = 512
"""So many pages are asked about by a question of their own."""
LISTED: Final = ("phones", "channels", "opening_hours", "languages", "areas", "alerts", "costs", "locations")
"""The rows that a card in a list tells of."""


@dataclass(frozen=True)
class Table:
    """A table of rows: ``name`` of the child relation on the owner, ``key``: the field that names the owner, ``page``: the way to the page."""

    name: str
    key: ParentalKey
    page: str

    @property
    def model(self) -> type[Model]:
        """The model of the rows."""
        return self.key.model

    def rows(self, pages: Sequence[int]) -> QuerySet[Any]:
        """``(label of the table, row as a JSON object)`` of all rows of ``pages``."""
        fields = {field.attname: F(field.attname) for field in self.model._meta.concrete_fields}
        found = self.model._base_manager.filter(**{f"{self.page}__in": pages}).order_by()
        return found.values_list(Value(self.model._meta.label), JSONObject(**fields))


def prefetch_facts(pages: Iterable[HubPage], whole: bool = False) -> None:
    """Load the languages of ``pages`` and the facts of the services among them: those a card shows, or the ``whole`` of them. Pages of a preview are
    passed over: their rows are not in the database. Six queries at most; three more for the whole."""
    pages = [page for page in pages if page.pk]
    prefetch_related_objects(pages, "locale")
    services = [page for page in pages if isinstance(page, ServicePage)]
    prefetch_related_objects(services, "facts_page")
    live = [page for page in {id(page.facts): page.facts for page in services}.values() if not is_unsaved(page)]
    if live:
        _load_rows(live, ROWS if whole else LISTED)
        prefetch_related_objects(live, "fact_changes")
        if whole:
            prefetch_related_objects(live, "topics", "audiences", "organisation")


def read_once(page: Any) -> Any:
    """A copy of the service ``page`` that holds its rows, for whoever reads each of them several times. The page itself goes on asking the database:
    it may be changed."""
    held = getattr(page, "_prefetched_objects_cache", {})
    if not page.pk or is_unsaved(page) or all(name in held for name in ROWS):
        return page
    copied = copy.copy(page)
    copied._prefetched_objects_cache = dict(held)
    _load_rows([copied], ROWS)
    prefetch_related_objects([copied], "fact_changes")
    return copied


def is_unsaved(page: HubPage) -> bool:
    """Does the page hold rows that are not those of the database (a revision, a form)?"""
    return bool(getattr(page, "_cluster_related_objects", None))


def _load_rows(pages: list[Any], names: Sequence[str]) -> None:
    """Give ``pages`` the rows of the child relations ``names``, and those rows the rows that belong to them."""
    tables = list(_tables(names))
    rows = _rows(tables, [page.pk for page in pages])
    _give_areas([row for found in rows.values() for row in found])
    for table in tables:
        owners = pages if table.page == table.key.name else rows[table.key.related_model]
        _give(owners, table, rows[table.model])


def _tables(names: Sequence[str]) -> Iterator[Table]:
    """The tables behind the child relations ``names`` of services, and those of the rows of these."""
    for name in names:
        key: Any = ServicePage._meta.get_field(name).remote_field
        yield Table(name, key, key.name)
        for relation in key.model._meta.related_objects:
            if isinstance(relation.field, ParentalKey):
                yield Table(str(relation.name), relation.field, f"{relation.field.name}__{key.name}")


def _rows(tables: Sequence[Table], pages: Sequence[int]) -> dict[type[Model], list[Any]]:
    """The rows of all ``tables`` by model, each table's in its order: one query."""
    models = {table.model._meta.label: table.model for table in tables}
    found: dict[type[Model], list[Any]] = defaultdict(list)
    for label, data in _asked(tuple(tables), pages):
        found[models[label]].append(_row(models[label], json.loads(data) if isinstance(data, str) else data))
    for rows in found.values():
        rows.sort(key=lambda row: (row.sort_order or 0, row.pk))
    return found


def _asked(tables: tuple[Table, ...], pages: Sequence[int]) -> list[tuple[str, Any]]:
    """What the database says of the rows of ``pages``, in all ``tables``."""
    size = 1 << (len(pages) - 1).bit_length() if len(pages) < MANY else len(pages)  # few different questions
    padded = [*pages, *[pages[-1]] * (size - len(pages))]
    sql, params = _in_sql(tables, size, connection.alias)
    with connection.cursor() as cursor:
        cursor.execute(sql, [padded[-one - 1] if isinstance(one, int) else one for one in params])
        return cursor.fetchall()


@lru_cache(maxsize=64)
def _in_sql(tables: tuple[Table, ...], size: int, using: str) -> tuple[str, tuple[Any, ...]]:
    """The question for so many pages, made once: that takes longer than the answer. Pages are the numbers -1, -2 and so on."""
    first, *rest = (table.rows(range(-1, -size - 1, -1)) for table in tables)
    sql, params = first.union(*rest, all=True).query.get_compiler(using).as_sql()
    return sql, tuple(params)


def _row(model: type[Model], data: dict[str, Any]) -> Any:
    """A row as if it had been read from its own table."""
    fields = model._meta.concrete_fields
    return model.from_db("default", [field.attname for field in fields], [_value(field, data[field.attname]) for field in fields])


def _value(field: Any, value: Any) -> Any:
    """A value as Python knows it. SQLite gives JSON within JSON as text, and JSON knows no 12.50."""
    if isinstance(field, JSONField):
        return json.loads(value) if isinstance(value, str) else value
    known = field.to_python(value)
    return round(known, field.decimal_places) if isinstance(field, DecimalField) and known is not None else known


def _give_areas(rows: list[Any]) -> None:
    """Give each of ``rows`` the areas it names: one query."""
    links = [(row, field) for row in rows for field in row._meta.concrete_fields if isinstance(field, ForeignKey) and field.related_model is Area]
    named = {getattr(row, field.attname) for row, field in links} - {None}
    areas = Area.objects.in_bulk(named) if named else {}
    for row, field in links:
        field.set_cached_value(row, areas.get(getattr(row, field.attname)))


def _give(owners: Iterable[Any], table: Table, rows: Iterable[Any]) -> None:
    """Put ``rows`` where ``prefetch_related`` would have put them."""
    by_owner: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_owner[getattr(row, table.key.attname)].append(row)
    for owner in owners:
        for row in by_owner[owner.pk]:
            table.key.set_cached_value(row, owner)
        queryset: Any = table.model._base_manager.all()
        queryset._result_cache, queryset._prefetch_done = by_owner[owner.pk], True
        if not hasattr(owner, "_prefetched_objects_cache"):
            owner._prefetched_objects_cache = {}
        owner._prefetched_objects_cache[table.name] = queryset
