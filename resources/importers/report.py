"""What an import did, in numbers and in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

SHOWN: Final = 5
"""How many places a remark names before it only counts them."""


class BadEntryError(Exception):
    """An entry that cannot be imported. The message is the reason, for the report."""


class MappingError(Exception):
    """A mapping that cannot be followed; nothing is imported. The message says where and why."""


@dataclass
class Report:
    """``counts`` by what happened, ``bad`` entries with the reason, ``remarks`` on what was left out or kept, with the places."""

    counts: Counter[str] = field(default_factory=Counter)
    bad: list[tuple[str, str]] = field(default_factory=list)
    remarks: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def count(self, what: str, number: int = 1) -> None:
        """Add to the number of ``what``."""
        self.counts[what] += number

    def refuse(self, where: str, why: str) -> None:
        """The entry at ``where`` (file, or file and entry, or file and image) was not imported."""
        found = (where, " ".join(why.split()))
        if found not in self.bad:
            self.bad.append(found)

    def remark(self, where: str, what: str) -> None:
        """The entry at ``where`` was imported, but an editor should know something of it."""
        places = self.remarks[what]
        if where not in places:
            places.append(where)

    def lines(self, every: bool = False) -> Iterator[str]:
        """The summary, line by line; ``every`` names all places of each remark."""
        for what, number in self.counts.items():
            yield f"{number:>6}  {what}"
        for what, places in self.remarks.items():
            yield f"{len(places):>6}  {what}: {_places(places, every)}"
        for where, why in self.bad:
            yield f"   bad  {where}: {why}"
        yield f"{len(self.bad):>6}  bad" if self.bad else "        nothing bad"


def _places(places: list[str], every: bool) -> str:
    """The first places by name, the others as a number."""
    shown = places if every else places[:SHOWN]
    return ", ".join(shown) + (f" and {len(places) - len(shown)} more" if len(places) > len(shown) else "")
