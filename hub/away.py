"""Is it the database that failed, and not the hub? Then readers are asked to come back in a moment, instead of being told that something broke."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Iterator
from typing import Final

from django.db import Error, InterfaceError, OperationalError

logger = logging.getLogger(__name__)

TELL_EVERY: Final = 60.0
"""Seconds until the log says it once more: without the database every reader meets it."""
SQLITE: Final = frozenset(
    getattr(sqlite3, f"SQLITE_{name}")
    for name in ("BUSY", "CANTOPEN", "CORRUPT", "FULL", "IOERR", "LOCKED", "NOMEM", "NOTADB", "PERM", "PROTOCOL", "READONLY")
)
"""What its file, its disk or its locks are to blame for. SQLite says ``OperationalError`` to a mistake in a question as well."""
NOT_MADE: Final = "no such table"
"""What SQLite says where its file is gone: it has begun an empty one."""
ONLY_READING: Final = "25006"
"""What a PostgreSQL answers to whoever writes while it only follows another one."""


def database_away(error: BaseException | None) -> bool:
    """Did ``error``, or one that led to it, come from a database that does not answer, is locked, or has no room?"""
    return any(isinstance(one, Error) and _is_away(one, one.__cause__) for one in _led_to(error))


def _is_away(error: Error, cause: BaseException | None) -> bool:
    """Is it one of those? ``cause`` is what the driver of the database said, if it was its word."""
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        return code in SQLITE or str(cause).startswith(NOT_MADE)
    return isinstance(error, OperationalError | InterfaceError) or getattr(cause, "sqlstate", "") == ONLY_READING


def _led_to(error: BaseException | None) -> Iterator[BaseException]:
    """``error`` and those before it."""
    seen: list[BaseException] = []
    while error is not None and error not in seen:
        yield error
        seen.append(error)
        error = error.__cause__ or error.__context__


class Teller:
    """Writes to the log that the database is away, once in a while, and never what was asked of it."""

    def __init__(self) -> None:
        self.next = 0.0

    def tell(self, error: BaseException | None) -> None:
        """Do so, unless it was said a moment ago."""
        if time.monotonic() < self.next:
            return
        self.next = time.monotonic() + TELL_EVERY
        kinds = ", ".join(type(one).__name__ for one in _led_to(error))
        logger.error("The database does not answer (%s). Readers are asked to come back in a moment.", kinds)


teller: Final = Teller()
