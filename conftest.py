"""Tests with real transactions: each finds the database as the migrations left it (root page, languages, areas), though those before it were flushed.

Django's own way (``serialized_rollback``) reads every row back through the models, which takes seconds each time. SQLite copies the file in a moment.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

RESTORE = pytest.StashKey[Callable[[], None]]()
ON_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


def commits(item: pytest.Item) -> bool:
    """Does this test commit, so that what it leaves is flushed after it?"""
    marker = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(asked or (marker and marker.kwargs.get("transaction")))


def pytest_itemcollected(item: pytest.Item) -> None:
    """Other databases than SQLite go Django's way."""
    if commits(item) and not ON_SQLITE:
        marker = item.get_closest_marker("django_db")
        given: dict[str, Any] = dict(marker.kwargs) if marker else {}
        item.add_marker(pytest.mark.django_db(**{**given, "transaction": True, "serialized_rollback": True}), append=False)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """``pristine`` first; the other name tells the flush to leave out the work that the copy makes needless."""
    if commits(item) and ON_SQLITE:
        item.fixturenames[:0] = ["pristine", "django_db_serialized_rollback"]  # type: ignore[attr-defined]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, Any, Any]:
    """After the flush: everything back."""
    done = yield
    if RESTORE in item.config.stash and commits(item):
        item.config.stash[RESTORE]()
    return done


@pytest.fixture(scope="session")
def pristine(django_db_setup: None, django_db_blocker: Any, pytestconfig: pytest.Config) -> Iterator[None]:
    """A copy of the database as the migrations left it, kept in memory."""
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    with django_db_blocker.unblock():
        connection.ensure_connection()
        connection.connection.backup(copy)
        connection._test_serialized_contents = "[]"  # type: ignore[attr-defined]

    def restore() -> None:
        with django_db_blocker.unblock():
            connection.ensure_connection()
            copy.backup(connection.connection)
            connection.close()

    pytestconfig.stash[RESTORE] = restore
    yield
    del pytestconfig.stash[RESTORE]
    copy.close()
