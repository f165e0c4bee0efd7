"""Tests with real transactions: each finds the database as the migrations left it (root page, languages, areas), whatever those before it have left.

Django's own way (``serialized_rollback``) empties every table and reads every row back through the models, which takes seconds each time. SQLite
copies the file in a moment, PostgreSQL the database.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from typing import Any, TypeVar
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import connection
from django.test import testcases

T = TypeVar("T")

KEPT = "_kept"
RESTORE = pytest.StashKey[Callable[[], None]]()
ON_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


def commits(item: pytest.Item) -> bool:
    """Does this test commit, so that what it leaves has to go after it?"""
    marker = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(asked or (marker and marker.kwargs.get("transaction")))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """``pristine`` first; the other name tells Django that nothing is to be put into the emptied tables."""
    if commits(item):
        item.fixturenames[:0] = ["pristine", "django_db_serialized_rollback"]  # type: ignore[attr-defined]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, Any, Any]:
    """Everything back, instead of Django's flush: emptying each of the tables that are about to be replaced takes longer than the test."""
    if RESTORE not in item.config.stash or not commits(item):
        return (yield)
    with patch.object(testcases, "call_command", _no_flush):
        done = yield
    if RESTORE in item.config.stash:  # the last test of all has nobody after it
        item.config.stash[RESTORE]()
    return done


def _no_flush(command: str, **options: Any) -> None:
    """What the teardown of a test that commits asks for, and nothing else."""
    assert command == "flush", command


@pytest.fixture(scope="session")
def pristine(django_db_setup: None, django_db_blocker: Any, pytestconfig: pytest.Config) -> Iterator[None]:
    """A copy of the database as the migrations left it."""
    with django_db_blocker.unblock():
        connection.ensure_connection()
        connection._test_serialized_contents = "[]"  # type: ignore[attr-defined]
        copies = _in_memory() if ON_SQLITE else _on_the_server()
        restore = next(copies)

    def again() -> None:
        with django_db_blocker.unblock():
            restore()

    pytestconfig.stash[RESTORE] = again
    yield
    del pytestconfig.stash[RESTORE]
    copies.close()


@pytest.fixture(scope="module")
def committed(pristine: None, django_db_blocker: Any, pytestconfig: pytest.Config) -> Iterator[Callable[[Callable[[], T]], T]]:
    """Make something once for all tests of a module that commit: ``committed(site)``. Each of them then finds the database as it was left by that,
    and the modules after it as the migrations left it. What ``kept`` is for tests that roll back."""
    before, copies = pytestconfig.stash[RESTORE], []

    def keep(make: Callable[[], T]) -> T:
        with django_db_blocker.unblock():
            made = make()
            copies.append(_in_memory() if ON_SQLITE else _on_the_server(KEPT))
            restore = next(copies[-1])

        def again() -> None:
            with django_db_blocker.unblock():
                restore()

        pytestconfig.stash[RESTORE] = again
        return made

    yield keep
    pytestconfig.stash[RESTORE] = before
    before()
    for copy in copies:
        copy.close()


def _in_memory() -> Generator[Callable[[], None]]:
    """SQLite's copy."""
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as copy:
        connection.connection.backup(copy)

        def restore() -> None:
            connection.ensure_connection()
            copy.backup(connection.connection)
            connection.close()

        yield restore


def _on_the_server(kept: str = "") -> Generator[Callable[[], None]]:
    """PostgreSQL's: all begin as copies of the migrated one; with ``kept``, as copies of how this database is now, which is kept by that name."""
    from tests import migrated_postgres

    source = migrated_postgres.TEMPLATE
    if kept:
        chosen = connection.settings_dict
        source = f"{chosen['NAME']}{kept}"
        connection.close()
        migrated_postgres.copy(migrated_postgres.folder(chosen), source, chosen["NAME"])

    def restore() -> None:
        chosen = connection.settings_dict
        connection.close()
        migrated_postgres.copy(migrated_postgres.folder(chosen), chosen["NAME"], source)
        # a server of the test before may have asked while there was no such database, and would have this thread wait
        connection.away.settle(reached=True)  # type: ignore[attr-defined]

    yield restore
