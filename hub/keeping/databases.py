"""Copying the whole database while it is in use, and bringing a copy back: SQLite through its own backup, PostgreSQL through ``pg_dump``."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from .problem import KeepingError
from .programs import piped, run


@dataclass(frozen=True)
class Contents:
    """What a copy holds: rows of each table, and the migrations that made them, by app."""

    rows: dict[str, int]
    migrations: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, ask: Callable[[str], Iterable[Any]], tables: Iterable[str]) -> Contents:
        """Count, by asking with SQL."""
        rows = counted(ask, tables)
        migrations: dict[str, list[str]] = {}
        for app, name in ask("SELECT app, name FROM django_migrations ORDER BY app, name") if "django_migrations" in rows else ():
            migrations.setdefault(app, []).append(name)
        return cls(rows, migrations)


def counted(ask: Callable[[str], Iterable[Any]], tables: Iterable[str]) -> dict[str, int]:
    """How many rows each table has, by asking with SQL."""
    return {table: next(iter(ask(f'SELECT COUNT(*) FROM "{table}"')))[0] for table in sorted(tables)}  # the database's own names  # nosec B608


def rows_now() -> dict[str, int]:
    """How many rows each table of this hub has now. What SQLite keeps for full-text search is its own."""
    with connection.cursor() as cursor:
        return counted(_asking(cursor), [name for name in connection.introspection.table_names(cursor) if "_fts" not in name])


def _asking(cursor: Any) -> Callable[[str], Iterable[Any]]:
    """Asks with SQL, and takes all of the answer."""

    def ask(sql: str) -> Iterable[Any]:
        cursor.execute(sql)
        return list(cursor.fetchall())

    return ask


class Database(Protocol):
    """A kind of database."""

    @property
    def file(self) -> str:
        """The name of a copy of it in a backup."""

    def copy(self, target: Path) -> Contents:
        """Write all of it, as it is in one moment, to ``target``; readers and editors go on."""

    def bring_back(self, source: Path) -> None:
        """Put a copy in its place, whole or not at all. Nobody else may be at work."""

    def size(self) -> int:
        """About how many bytes a copy takes."""


class Sqlite:
    """One file."""

    file: Final = "database.sqlite3"

    @property
    def path(self) -> Path:
        """Where it lies."""
        return Path(str(connection.settings_dict["NAME"]))

    def size(self) -> int:
        """Of the file."""
        return self.path.stat().st_size if self.path.exists() else 0

    def copy(self, target: Path) -> Contents:
        """In one step: whoever writes meanwhile neither waits nor makes it begin anew."""
        if not self.path.exists():
            raise KeepingError(f"There is no database at {self.path}.")
        _private(target)
        with closing(sqlite3.connect(self.path)) as here, closing(sqlite3.connect(target)) as there:
            here.backup(there)
            there.execute("PRAGMA journal_mode=DELETE")
            return self.look(there)

    @staticmethod
    def look(copy: sqlite3.Connection) -> Contents:
        """What a copy holds. Raises KeepingError when it is damaged."""
        if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise KeepingError("The database is damaged: a copy of it does not pass SQLite's own check.")
        names = copy.execute("SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'")
        return Contents.read(copy.execute, [name for (name,) in names if "_fts" not in name])

    def bring_back(self, source: Path) -> None:
        """SQLite writes it over the old one in one transaction."""
        _forget_what_was_read()
        with closing(sqlite3.connect(source)) as copy:
            self.look(copy)
            with closing(sqlite3.connect(self.path)) as here:
                here.execute("PRAGMA secure_delete=ON")
                copy.backup(here)


ALL_GO: Final = """\
SET client_min_messages = warning;
DO $$ DECLARE one text; BEGIN
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tableowner = current_user LOOP
    EXECUTE format('DROP TABLE IF EXISTS %I CASCADE', one);
  END LOOP;
END $$;"""
"""``--clean`` alone takes away what the copy holds, and fails where something newer leans on it."""


class Postgres:
    """A server, with the programs of the same or a newer release beside us."""

    file: Final = "database.dump"

    def size(self) -> int:
        """Of the whole database: the copy is packed, and smaller."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])

    def copy(self, target: Path) -> Contents:
        """``pg_dump``, of the very moment in which the rows are counted."""
        _private(target)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            contents = Contents.read(_asking(cursor), connection.introspection.table_names(cursor))
            run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={target}")
            return contents

    def bring_back(self, source: Path) -> None:
        """In one transaction: all tables that are there go, whatever a later release has made of them, and those of the copy come. Then the
        server looks at what it has, so that it knows how to look for it."""
        _forget_what_was_read()
        restoring = ("pg_restore", "--clean", "--if-exists", "--no-owner", "--no-privileges", "--file=-", str(source))
        applying = ("psql", "--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1")
        piped(restoring, applying, first=f"BEGIN;\n{ALL_GO}\n", last="COMMIT;\nANALYZE;\n")


def database() -> Database:
    """The one of this hub."""
    kinds: dict[str, Callable[[], Database]] = {"sqlite": Sqlite, "postgresql": Postgres}
    if connection.vendor not in kinds:
        raise KeepingError(f"Backups of {connection.display_name} are not made by the hub: use the programs that came with it.")
    return kinds[connection.vendor]()


def overwrite(path: Path) -> None:
    """Write zeros over a copy and delete it: a disk that is seized later tells nothing of it (decision 0006)."""
    if not path.exists():
        return
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, 1 << 20)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def _private(target: Path) -> None:
    """Make the file, for nobody else to read."""
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)


def _forget_what_was_read() -> None:
    """Let go of the database, and of what this process has learnt from it."""
    connection.close()
    ContentType.objects.clear_cache()
