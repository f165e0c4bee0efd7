"""What is read from the database once, and again when anything changed that readers may see: labels, names, what a row says. Never anything that was
typed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final, Generic, TypeVar

from search.kinds import Card, Row
from search.outbox import latest_version

Key = TypeVar("Key")
Value = TypeVar("Value")

MOST: Final = 64
"""Values that are kept, of each kind."""
MOST_ROWS: Final = 1000
FORGET_AFTER: Final = 1800.0
"""Seconds after which nothing of a row is in memory any more that was withdrawn: as long as its words may lie in the files of the index."""
_of_this_page: Final[ContextVar[int | None]] = ContextVar("version", default=None)
_every: Final[list[Kept[Any, Any] | KeptOfRows[Any]]] = []


class Kept(Generic[Key, Value]):
    """Values by their keys, in the memory of this process. Asking costs one query, which is a quick one."""

    def __init__(self, make: Callable[[Key], Value]) -> None:
        """``make`` reads the value for a key."""
        self._make = make
        self._values: dict[Key, tuple[int, Value]] = {}
        _every.append(self)

    def get(self, key: Key) -> Value:
        """The value as it is now. The version is read before it: what changes meanwhile makes it old, not wrong for good."""
        version, kept = _of_this_page.get(), self._values.get(key)
        if version is None:
            version = latest_version()
        if kept and kept[0] == version:
            return kept[1]
        if len(self._values) >= MOST:
            self._values.clear()
        value = self._make(key)
        self._values[key] = version, value
        return value

    def forget(self) -> None:
        """Read all values again when they are asked for."""
        self._values.clear()


class KeptOfRows(Generic[Value]):
    """What the cards of rows say in a language, whoever asks: for whoever has just read a row, and so knows its version. A row that says something
    else has another one. Asking costs no query."""

    def __init__(self, make: Callable[[Card], Value]) -> None:
        """``make`` reads a card, in the active language."""
        self._make = make
        self._values: dict[tuple[str, str], tuple[int, Value]] = {}
        self._since = time.monotonic()
        _every.append(self)

    def get(self, row: Row, language: str) -> Value:
        """The value of this row in ``language``, which is the active one. Of a row only the last version is kept."""
        if time.monotonic() >= self._since + FORGET_AFTER:
            self.forget()
        key = row.key, language
        kept = self._values.get(key)
        if kept and kept[0] == row.version:
            return kept[1]
        if len(self._values) >= MOST_ROWS:
            self.forget()
        value = self._make(row.card)
        self._values[key] = row.version, value
        return value

    def forget(self) -> None:
        """Read all cards again when they are asked for."""
        self._values.clear()
        self._since = time.monotonic()


@contextmanager
def asked_once() -> Iterator[None]:
    """Around what makes one page: the database is asked once, before anything else, whether something has changed since. What is said within is as
    it was then, or newer."""
    token = _of_this_page.set(latest_version())
    try:
        yield
    finally:
        _of_this_page.reset(token)


def forget() -> None:
    """Read everything again: after a transaction that was taken back its version may come again with other values."""
    for one in _every:
        one.forget()
