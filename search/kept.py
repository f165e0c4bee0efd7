"""What is read from the database once, and again when anything changed that readers may see: labels, names. Never anything that was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar

from search.outbox import latest_version

Key = TypeVar("Key")
Value = TypeVar("Value")

MOST: Final = 64
"""Values that are kept, of each kind."""
_every: Final[list[Kept[Any, Any]]] = []


class Kept(Generic[Key, Value]):
    """Values by their keys, in the memory of this process. Asking costs one query, which is a quick one."""

    def __init__(self, make: Callable[[Key], Value]) -> None:
        """``make`` reads the value for a key."""
        self._make = make
        self._values: dict[Key, tuple[int, Value]] = {}
        _every.append(self)

    def get(self, key: Key) -> Value:
        """The value as it is now. The version is read before it: what changes meanwhile makes it old, not wrong for good."""
        version, kept = latest_version(), self._values.get(key)
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


def forget() -> None:
    """Read everything again: after a transaction that was taken back its version may come again with other values."""
    for one in _every:
        one.forget()
