"""Two changes of the same facts made one: field by field, and row by row where a fact is rows.

Facts are as a revision keeps them: values, lists of keys, lists of rows. A row is a dictionary with its key (``pk``) and rows of its own. Both
changes began with the same ``base``. What only one of them changed is taken as it stands there; where both changed the same thing, ``ours`` is taken
and the conflict told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

Facts = dict[str, Any]
Row = dict[str, Any]
BOOKKEEPING: Final = ("pk", "sort_order")
"""What a row holds beside what it says."""


@dataclass(frozen=True)
class Conflict:
    """Both changed the same thing. ``path``: the fact, or the relation and the field of its row. ``row``: the key of the row of the page. A value is
    None where the row itself was taken away."""

    path: tuple[str, ...]
    row: int | None
    base: Any
    ours: Any
    theirs: Any


@dataclass
class Merged:
    """The facts with both changes in them."""

    facts: Facts
    conflicts: list[Conflict] = field(default_factory=list)


def merge(base: Facts, ours: Facts, theirs: Facts) -> Merged:
    """All facts of ``ours``, with the changes that ``theirs`` made to ``base``."""
    merged = Merged({})
    for name in ours:
        merged.facts[name] = _one(merged, (name,), None, base.get(name), ours[name], theirs.get(name))
    return merged


def _one(merged: Merged, path: tuple[str, ...], row: int | None, base: Any, ours: Any, theirs: Any) -> Any:
    """One value, whatever it is."""
    if any(_is_rows(value) for value in (base, ours, theirs)):
        return list(_rows(merged, path, row, base or [], ours or [], theirs or []))
    if ours == theirs or base == theirs:
        return ours
    if base == ours:
        return theirs
    if all(isinstance(value, list) for value in (base, ours, theirs)):
        return [one for one in theirs if one in ours or one not in base] + [one for one in ours if one not in theirs and one not in base]
    merged.conflicts.append(Conflict(path, row, base, ours, theirs))
    return ours


def _is_rows(value: Any) -> bool:
    """Is this a list of rows rather than of codes or keys?"""
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def _rows(merged: Merged, path: tuple[str, ...], owner: int | None, base: list[Row], ours: list[Row], theirs: list[Row]) -> Iterator[Row]:
    """The rows of both, numbered in their order: that of ``theirs``, unless ``ours`` changed it."""
    table = Table(base, ours, theirs)
    found: list[tuple[int | None, Row]] = []
    for began, mine, other in table.triples():
        key = owner or (began or mine or other or {}).get("pk")
        kept = _row(merged, path, key, began, mine, other)
        if kept is not None:
            found.append((table.place(mine), kept))
    if table.reordered():
        found = sorted(found, key=lambda one: (one[0] is None, one[0] or 0))
    for number, (_place, row) in enumerate(found):
        yield {**row, "sort_order": number}


def _row(merged: Merged, path: tuple[str, ...], key: int | None, base: Row | None, ours: Row | None, theirs: Row | None) -> Row | None:
    """One row out of three, each of which may be missing; None where it is taken away."""
    if base is None:
        return ours or theirs
    if ours is None or theirs is None:
        left = ours or theirs
        if left is None or said(left) == said(base):
            return None
        merged.conflicts.append(Conflict(path, key, said(base), said(ours), said(theirs)))
        return ours
    names = dict.fromkeys([*theirs, *ours])
    row = {name: _one(merged, (*path, name), key, base.get(name), ours.get(name), theirs.get(name)) for name in names if name not in BOOKKEEPING}
    return {"pk": theirs.get("pk") or ours.get("pk"), **row}


def said(row: Row | None) -> Any:
    """What a row says, without its key and number, and so the rows that belong to it."""
    if row is None:
        return None
    kept = {name: value for name, value in row.items() if name not in BOOKKEEPING and value is not None}
    return {name: [said(one) for one in value] if _is_rows(value) else value for name, value in kept.items()}


@dataclass
class Table:
    """Which row of one side is which row of the others: by key; a row without a key yet is the one that says the same."""

    base: list[Row]
    ours: list[Row]
    theirs: list[Row]

    def triples(self) -> Iterator[tuple[Row | None, Row | None, Row | None]]:
        """``(base, ours, theirs)`` of every row: those of ``theirs`` in their order, then what is in none of them."""
        left, mine = list(self.base), list(self.ours)
        for other in self.theirs:
            began = _take(left, other)
            yield began, _take(mine, began or other), other
        for one in mine:
            yield _take(left, one), one, None

    def place(self, row: Row | None) -> int | None:
        """Where the row stands in ``ours``."""
        return next((number for number, one in enumerate(self.ours) if one is row), None)

    def reordered(self) -> bool:
        """Did ``ours`` change the order of rows that it left?"""
        mine = [row.get("pk") for row in self.ours]
        before = [row.get("pk") for row in self.base if row.get("pk") in mine]
        return [key for key in mine if key in before] != before


def _take(rows: list[Row], wanted: Row) -> Row | None:
    """Take the row out of ``rows`` that is ``wanted``."""
    key = wanted.get("pk")
    found = next((row for row in rows if key is not None and row.get("pk") == key), None)
    if found is None:
        found = next((row for row in rows if (key is None or row.get("pk") is None) and said(row) == said(wanted)), None)
    if found is not None:
        rows[:] = [row for row in rows if row is not found]
    return found
