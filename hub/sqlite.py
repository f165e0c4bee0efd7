"""What only SQLite needs: its journal keeps what was deleted until it is emptied (``docs/decisions/``). Other databases are left alone."""

from __future__ import annotations

from functools import partial

from django.db import connection, transaction

PATIENCE = 2.0
"""Seconds to wait for those who read: writers wait as long. The worker tries again within a minute."""


def empty_journal() -> None:
    """Bring all that is in the journal into the database and empty it. Left for the next time while somebody reads or writes for longer."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout={PATIENCE * 1000:.0f}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout={before}")


def empty_journal_afterwards() -> None:
    """Empty the journal when the transaction under way is through. A failure there undoes nothing of what was saved."""
    transaction.on_commit(partial(empty_journal), robust=True)
