"""Moving a site from SQLite to PostgreSQL: every row copied, read back and compared; all of them or none. The source is only read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import Error, connection, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.utils import ConnectionHandler
from wagtail.models import PageLogEntry, Revision

from . import doors
from .databases import Contents, Sqlite
from .fitting import problems
from .migrating import migrate, plan
from .problem import KeepingError
from .rows import Table, tables

Tell = Callable[[str, int, int], object]
"""Told the table, how many more of its rows are done, and how many rows there are in all."""
ENDED: Final = frozenset({Session._meta.db_table})
"""Everybody signs in anew."""
MADE_ANEW: Final = "wagtailsearch_indexentry"
"""What the admin finds pages by is another table on each kind of database, and made from the pages."""


@dataclass
class Moved:
    """Rows of each table, there and here; rows that no model of this code knows."""

    rows: dict[str, tuple[int, int]] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
    sessions: int = 0


def move(path: Path, tell: Tell = lambda *_: None) -> Moved:
    """Move what the SQLite file ``path`` holds into the PostgreSQL of this hub.

    Raises:
        KeepingError: nothing was moved. Says why.
    """
    if connection.vendor != "postgresql":
        raise KeepingError("DATABASE_URL names no PostgreSQL: set it to the database to move to, for example postgres://hub@localhost/hub")
    if not path.is_file():
        raise KeepingError(f"There is no SQLite database at {path}: name the file with --from.")
    with doors.closed(), _reading(path) as (source, contents):
        wanted = [table for table in tables() if not table.name.startswith(MADE_ANEW)]
        _look(source, contents, wanted)
        _make_ready()
        moved = _copied(source, contents, wanted, tell)
        _finish()
        return moved


@contextmanager
def _reading(path: Path) -> Iterator[tuple[BaseDatabaseWrapper, Contents]]:
    """The source, opened so that it cannot be written to, and what it holds."""
    address = f"file:{quote(str(path.resolve()))}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as looking:
        try:
            contents = Sqlite.look(looking)
        except sqlite3.DatabaseError as problem:
            raise KeepingError(f"{path} is no SQLite database that can be read.") from problem
    source = ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": address}})["default"]
    try:
        yield source, contents
    finally:
        source.close()


def _look(source: BaseDatabaseWrapper, contents: Contents, wanted: list[Table]) -> None:
    """Is the source of this release, and does all of it fit? Raises KeepingError where not."""
    if missing := [table.name for table in wanted if table.name not in contents.rows]:
        raise KeepingError(f"The SQLite database lacks {missing[0]}: it is of an older release. Run `manage.py upgrade` on it first.")
    if found := problems(source, wanted):
        raise KeepingError("PostgreSQL would refuse this:\n" + "\n".join(f"  {one}" for one in found) + "\nNothing was moved. Mend it there first.")
    ours = set(MigrationLoader(None, ignore_no_migrations=True).graph.leaf_nodes())
    had = {(app, name) for app, names in contents.migrations.items() for name in names}
    if late := sorted(ours - had):
        raise KeepingError(f"The SQLite database has not had {'.'.join(late[0])}. Run `manage.py upgrade` on it first.")


def _make_ready() -> None:
    """The tables in PostgreSQL. Raises KeepingError where somebody has worked there."""
    _refuse_what_is_used()
    if plan():
        migrate()


def _refuse_what_is_used() -> None:
    """What migrations make may be there, what people make may not."""
    there = connection.introspection.table_names()
    for model in (get_user_model(), Revision, PageLogEntry):
        if model._meta.db_table in there and model._default_manager.exists():
            raise KeepingError(f"The PostgreSQL database is not empty: it holds rows in {model._meta.db_table}. Nothing was moved. Make a new one.")


@transaction.atomic
def _copied(source: BaseDatabaseWrapper, contents: Contents, wanted: list[Table], tell: Tell) -> Moved:
    """Every row, counted and compared."""
    moved = Moved(unknown=_unknown(contents, wanted), sessions=sum(contents.rows[name] for name in ENDED))
    _clear(wanted)
    for table in wanted:
        there = 0 if table.name in ENDED else contents.rows[table.name]
        for rows in table.read(source) if there else ():
            _put(table, rows)
            tell(table.name, len(rows), sum(contents.rows.values()))
        moved.rows[table.name] = (there, table.count(connection))
    if wrong := [name for name, (there, here) in moved.rows.items() if there != here]:
        raise KeepingError(f"Rows of {wrong[0]} were {moved.rows[wrong[0]][0]} and would be {moved.rows[wrong[0]][1]}. Nothing was moved.")
    connection.check_constraints()
    _count_on(source, wanted)
    return moved


def _put(table: Table, rows: tuple[tuple[Any, ...], ...]) -> None:
    """Write rows and read them back. Raises KeepingError where they are refused, or say something else."""
    try:
        table.write(connection, rows)
    except Error as problem:
        raise KeepingError(f"PostgreSQL refuses a row of {table.name} ({type(problem.__cause__).__name__}). Nothing was moved.") from problem
    here = table.find(connection, [row[table.place] for row in rows])
    for row in rows:
        if not table.same(row, here.get(row[table.place])):
            raise KeepingError(f"A row of {table.name} ({table.key.column} {row[table.place]}) reads otherwise in PostgreSQL. Nothing was moved.")


def _unknown(contents: Contents, wanted: list[Table]) -> dict[str, int]:
    """Tables with rows that stay behind, since no model of this code knows them."""
    known = {table.name for table in wanted} | {"django_migrations"}
    return {name: number for name, number in contents.rows.items() if number and name not in known and not name.startswith(MADE_ANEW)}


def _clear(wanted: list[Table]) -> None:
    """Take away what the migrations made: the same is in the source, as people changed it."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE " + ", ".join(f'"{name}"' for name in [*(table.name for table in wanted), MADE_ANEW]))


def _count_on(source: BaseDatabaseWrapper, wanted: list[Table]) -> None:
    """New rows get numbers that no row has had, those that were deleted included."""
    with source.cursor() as reading, connection.cursor() as cursor:
        reading.execute("SELECT name, seq FROM sqlite_sequence")
        last = dict(reading.fetchall())
        for table in wanted:
            if isinstance(table.key, models.AutoField) and last.get(table.name):
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [f'"{table.name}"', table.key.column, last[table.name]])


def _finish() -> None:
    """What is made from the rows: the search of the admin, and what the server knows of its tables."""
    ContentType.objects.clear_cache()
    call_command("update_index", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
