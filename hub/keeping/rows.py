"""Rows as they lie in the tables of one database, and in those of another: past the models, so that nothing is opened, cleaned or signalled."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, Final

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from .problem import KeepingError

AT_ONCE: Final = 500
"""Rows that are held in memory."""
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Table:
    """A table that this code knows, with its columns."""

    name: str
    fields: tuple[models.Field[Any, Any], ...]
    key: models.Field[Any, Any]

    @classmethod
    def of(cls, model: type[models.Model]) -> Table:
        """That of a model."""
        return cls(model._meta.db_table, tuple(model._meta.local_concrete_fields), model._meta.pk)

    @cached_property
    def columns(self) -> str:
        """Their names for SQL."""
        return ", ".join(f'"{field.column}"' for field in self.fields)

    @property
    def place(self) -> int:
        """Where in a row its key stands."""
        return self.fields.index(self.key)

    def count(self, database: BaseDatabaseWrapper) -> int:
        """How many rows it has there."""
        with database.cursor() as cursor:
            cursor.execute(f'SELECT COUNT(*) FROM "{self.name}"')  # our own table  # nosec B608
            return int(cursor.fetchone()[0])

    def read(self, database: BaseDatabaseWrapper) -> Iterator[tuple[Row, ...]]:
        """All its rows there, some at a time."""
        with database.cursor() as cursor:
            cursor.execute(f'SELECT {self.columns} FROM "{self.name}" ORDER BY "{self.key.column}"')  # our own table  # nosec B608
            rows = self._opened(database, cursor)
            yield from iter(lambda: tuple(islice(rows, AT_ONCE)), ())

    def find(self, database: BaseDatabaseWrapper, keys: Sequence[Any]) -> dict[Any, Row]:
        """The rows with these keys in a PostgreSQL."""
        with database.cursor() as cursor:
            sql = f'SELECT {self.columns} FROM "{self.name}" WHERE "{self.key.column}" = ANY(%s)'  # our own table  # nosec B608
            cursor.execute(sql, [list(keys)])
            return {row[self.place]: row for row in self._opened(database, cursor)}

    def write(self, database: BaseDatabaseWrapper, rows: Sequence[Row]) -> None:
        """Add rows in a PostgreSQL."""
        into = f'COPY "{self.name}" ({self.columns}) FROM STDIN'
        with database.wrap_database_errors, database.cursor() as cursor, cursor.copy(into) as copy:
            for row in rows:
                copy.write_row(row)

    def same(self, one: Row, other: Row | None) -> bool:
        """Do both say the same? JSON may be written in other words."""
        return other is not None and all(map(_same, self.fields, one, other))

    def _opened(self, database: BaseDatabaseWrapper, cursor: Any) -> Iterator[Row]:
        """What was found, with moments, numbers and truths as Python has them."""
        columns = [field.get_col(self.name) for field in self.fields]
        ways = [database.ops.get_db_converters(column) for column in columns]
        for row in iter(cursor.fetchone, None):
            values = list(row)
            for place, (column, several) in enumerate(zip(columns, ways, strict=True)):
                for way in several:
                    values[place] = way(values[place], column, database)
                if values[place] is None and row[place] is not None:
                    raise KeepingError(f"{self.name}.{self.fields[place].column} holds what cannot be read ({self.key.column} {row[self.place]}).")
            yield tuple(values)


def _same(field: models.Field[Any, Any], one: Any, other: Any) -> bool:
    """Are two values of a column equal?"""
    if one is None or other is None:
        return one is other
    if field.get_internal_type() == "JSONField":
        return bool(json.loads(one) == json.loads(other))
    if field.get_internal_type() == "BinaryField":
        return bytes(one) == bytes(other)
    return bool(one == other)


def tables() -> list[Table]:
    """Every table that this code knows, by name."""
    known = {model._meta.db_table: Table.of(model) for model in apps.get_models(include_auto_created=True) if _has_table(model)}
    return [known[name] for name in sorted(known)]


def _has_table(model: type[models.Model]) -> bool:
    """Is it no view on somebody else's table?"""
    return model._meta.managed and not model._meta.proxy
