"""Searching while this machine has no words of its own (its index is being made): as typed, without corrections, in all languages."""

from __future__ import annotations

from collections.abc import Sequence

from hub import languages
from search.analysis import normal_code
from search.engines.base import Query
from search.engines.plans import Known, Plans
from search.query import Candidate


class NoWords:
    """``search.query.Words`` of which nothing is known: no word is corrected, joined, cut or completed."""

    def count(self, exact: str) -> int:
        """See ``Words``."""
        return 0

    def has_stem(self, stem: str) -> bool:
        """See ``Words``."""
        return False

    def adjacent(self, stems: Sequence[str]) -> bool:
        """See ``Words``."""
        return False

    def starting(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """See ``Words``."""
        return []

    def near(self, exact: str) -> list[Candidate]:
        """See ``Words``."""
        return []

    def rarity(self, exact: str) -> float:
        """See ``Words``."""
        return 1.0

    def spelling(self, exact: str) -> str:
        """See ``Words``."""
        return exact


def plain(query: Query) -> Plans:
    """The plans of a query without any words."""
    codes = [normal_code(row.code) for row in languages.LANGUAGES]
    return Plans(query, Known(codes, lambda _code: NoWords(), None))
