"""How far an index has come: kept in the index itself, so that each index of a table goes its own way and reading the table consumes nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q
from django.utils import timezone

from search.models import SearchDocument

REREAD: Final = timedelta(seconds=60)
"""How far back rows are looked at again: a database may show a version later than a higher one (PostgreSQL commits in any order)."""
LONG_AGO: Final = datetime.fromisoformat("2000-01-01T00:00:00+00:00")

Row = tuple[str, int]


@dataclass(frozen=True)
class Position:
    """All rows up to ``version`` have been taken, but for late ones; ``seen`` are the versions of the last minute that have been. ``built`` is when
    the index was made, ``checked`` when it was last compared with the table."""

    version: int = 0
    seen: frozenset[int] = frozenset()
    built: datetime = LONG_AGO
    checked: datetime = LONG_AGO

    @classmethod
    def read(cls, text: str | None) -> Position:
        """From the text in the index; the beginning where there is none that can be read."""
        try:
            data = json.loads(text or "{}")
            dates = {name: datetime.fromisoformat(data[name]) for name in ("built", "checked")}
            return cls(int(data["version"]), frozenset(data["seen"]), **dates)
        except (ValueError, KeyError, TypeError):
            return cls()

    def text(self) -> str:
        """As the index keeps it."""
        dates = {"built": self.built.isoformat(), "checked": self.checked.isoformat()}
        return json.dumps({"version": self.version, "seen": sorted(self.seen), **dates})

    def look(self) -> tuple[list[Row], Position]:
        """Key and version of the rows that this index has not taken yet, and the position once it has."""
        since = timezone.now() - REREAD
        found = SearchDocument.objects.filter(Q(version__gt=self.version) | Q(updated__gte=since)).values_list("key", "version", "updated")
        rows = list(found.order_by("version"))
        news = [(key, version) for key, version, _updated in rows if version not in self.seen]
        recent = frozenset(version for _key, version, updated in rows if updated >= since)
        return news, replace(self, version=max([self.version, *(version for _key, version in news)]), seen=recent)
