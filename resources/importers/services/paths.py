"""Paths into nested data: ``contact.phones.0.number``, ``tags.*``, ``/id`` from the top of the entry, ``.`` for the thing itself."""

from __future__ import annotations

from typing import Any

EVERY = "*"


def look_up(path: str, item: Any, root: Any) -> Any:
    """What stands at ``path`` seen from ``item``, or from ``root`` after a leading slash; None where nothing does. With ``*`` a list of all."""
    start = root if path.startswith("/") else item
    path = path.removeprefix("/")
    if isinstance(start, dict) and path in start:
        return start[path]
    found = [start]
    parts = [part for part in path.split(".") if part]
    for part in parts:
        found = [below for one in found for below in _step(one, part)]
    return found if EVERY in parts else next(iter(found), None)


def _step(held: Any, part: str) -> list[Any]:
    """What lies one step below."""
    if isinstance(held, list):
        return held if part == EVERY else held[int(part) : int(part) + 1] if part.isascii() and part.isdigit() else []
    if isinstance(held, dict):
        return list(held.values()) if part == EVERY else [held[part]] if held.get(part) is not None else []
    return []
