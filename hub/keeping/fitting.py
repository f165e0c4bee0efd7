"""What a SQLite database may hold and PostgreSQL refuses. Looked for before anything is moved, and told by table, column and
key: never by content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.operations import DatabaseOperations

from .rows import Table

SHOWN: Final = 3
"""Keys of rows that are named for each column."""
NO_TEXT: Final = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""The character 0 as JSON writes it."""


def problems(source: BaseDatabaseWrapper, tables: Iterable[Table]) -> list[str]:
    """A sentence for each column that does not fit."""
    return [*(said for table in tables for field in table.fields for said in _of(source, table, field)), *_lost(source)]


def _of(source: BaseDatabaseWrapper, table: Table, field: models.Field[Any, Any]) -> Iterator[str]:
    """What is the matter with one column."""
    column, kind = f'"{field.column}"', field.get_internal_type()
    if isinstance(field, models.CharField | models.FileField) and field.max_length:
        yield from _told(source, table, f"length({column}) > {field.max_length}", f"{field.column} is longer than {field.max_length} characters")
    if kind in ("CharField", "TextField", "SlugField", "FileField", "URLField"):
        yield from _told(source, table, f"instr({column}, char(0)) > 0", f"{field.column} holds the character 0")
    if kind == "JSONField":
        yield from _json(source, table, field)
    if bounds := DatabaseOperations.integer_field_ranges.get(kind):
        yield from _told(source, table, f"{column} NOT BETWEEN {bounds[0]} AND {bounds[1]}", f"{field.column} is not from {bounds[0]} to {bounds[1]}")


def _json(source: BaseDatabaseWrapper, table: Table, field: models.Field[Any, Any]) -> Iterator[str]:
    """The character 0 within JSON."""
    with source.cursor() as cursor:
        where = f"instr(\"{field.column}\", '\\u0000') > 0"
        cursor.execute(f'SELECT "{table.key.column}", "{field.column}" FROM "{table.name}" WHERE {where}')  # our own names  # nosec B608
        keys = [key for key, text in cursor.fetchall() if NO_TEXT.search(text)]
    yield from _said(table, keys, f"{field.column} holds the character 0")


def _told(source: BaseDatabaseWrapper, table: Table, where: str, what: str) -> Iterator[str]:
    """The rows for which ``where`` holds."""
    with source.cursor() as cursor:
        cursor.execute(f'SELECT "{table.key.column}" FROM "{table.name}" WHERE {where}')  # our own names  # nosec B608
        yield from _said(table, [key for (key,) in cursor.fetchall()], what)


def _said(table: Table, keys: list[Any], what: str) -> Iterator[str]:
    """In words."""
    if keys:
        named = ", ".join(map(str, keys[:SHOWN]))
        yield f"{table.name}.{what}: {len(keys)} rows ({table.key.column} {named}{' …' if len(keys) > SHOWN else ''})"


def _lost(source: BaseDatabaseWrapper) -> list[str]:
    """Rows that belong to rows that are not there."""
    with source.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        found = [(name, parent) for name, _row, parent, _number in cursor.fetchall()]
    return [f"{name}: {found.count((name, parent))} rows belong to rows of {parent} that are not there" for name, parent in sorted(set(found))]
