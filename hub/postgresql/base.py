"""PostgreSQL as Django has it, but for one thing: after nobody answered there, nobody waits there for a moment.

A server that is gone may cost each question the full patience of a connection, and a page asks several. So the first who waited in vain spares the
others: for ``REST`` seconds they are told at once. Then one tries, and the others are told at once until that one knows.
"""

from __future__ import annotations

import threading
import time
from typing import Any, Final

import psycopg
from django.db.backends.postgresql import base

REST: Final = 1.0
"""Seconds for which a server is left alone that could not be reached."""
TRYING: Final = 30.0
"""Seconds after which whoever tries is no longer waited for, whatever happened to them."""


class Away:
    """What the processes' threads know of one server."""

    def __init__(self) -> None:
        self.until = 0.0
        self.lock = threading.Lock()

    def refuses(self) -> bool:
        """Is it known to be away? Else whoever asks is the one who tries."""
        with self.lock:
            now = time.monotonic()
            if not self.until:
                return False
            refused = now < self.until
            if not refused:
                self.until = now + TRYING
            return refused

    def settle(self, reached: bool) -> None:
        """Whoever tried knows."""
        self.until = 0.0 if reached else time.monotonic() + REST


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection of one thread, or one that it has from the pool of the process."""

    _away: dict[tuple[str, ...], Away] = {}
    _failures: dict[str, int] = {}

    @property
    def away(self) -> Away:
        """What is known of the server that this connection leads to."""
        return self._away.setdefault(tuple(str(self.settings_dict[name]) for name in ("HOST", "PORT", "NAME")), Away())

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection. Raises OperationalError at once where nobody answered a moment ago."""
        away = self.away
        if away.refuses():
            raise psycopg.OperationalError("The database did not answer a moment ago.")
        try:
            connection = super().get_new_connection(conn_params)
        except psycopg.Error:
            away.settle(reached=not self._unreachable())
            raise
        away.settle(reached=True)
        return connection

    def _unreachable(self) -> bool:
        """Was it the server? A pool from which all connections are taken says the same, but has tried to reach nobody."""
        if not self.pool:
            return True
        failures = self.pool.get_stats().get("connections_errors", 0)
        before, self._failures[self.alias] = self._failures.get(self.alias, 0), failures
        return failures > before
