"""Several machines that share a database, each with a worker of its own: what only one of them may do at a time.

Where the database is a file there is one machine, and its one worker (``hub.worker.alone``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from django.db import connection


@contextmanager
def only_here(name: str) -> Iterator[bool]:
    """Be the only machine that does what has this name; whether it is. The server lets go of it when the machine or the way to it breaks."""
    if connection.vendor != "postgresql":
        yield True
        return
    with closing(connection.copy()) as own, own.cursor() as cursor:  # of its own: what is done may close the connection of its thread
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_number(name)])
        mine = bool(cursor.fetchone()[0])
        try:
            yield mine
        finally:
            if mine:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_number(name)])


def _number(name: str) -> int:
    """By what the server knows it: locks belong to a database, and have numbers."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), signed=True)


@dataclass(frozen=True)
class OneAtATime:
    """Something to do that another machine may be at: then it is left to that one."""

    name: str
    do: Callable[[], object]

    def __call__(self) -> None:
        """Do it, if nobody else is at it."""
        with only_here(self.name) as mine:
            if mine:
                self.do()
