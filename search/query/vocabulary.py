"""The words that an index knows: what a plan asks of it, and which known words are near to an unknown one."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from heapq import nlargest
from typing import Final, NamedTuple, Protocol, Self

from search.analysis.terms import SPELLED
from search.query.neighbours import Neighbours

SHORTEST: Final = 3
LONGEST: Final = 30
SHORTEST_CORRECTED: Final = 4
LAST: Final = "\U0010ffff"
"""Sorts after every letter."""
FEW_LETTERS: Final = 3
"""Beginnings of so many letters, or fewer, have their commonest words kept once they were asked for."""
MOST_COMMON: Final = 50
"""So many of them."""
LONG_WORD: Final = 8
"""From this many letters two mistakes are looked for, below it one."""


class Words(Protocol):
    """The public words of an index in one language, counted over the documents that the asker may see now."""

    def count(self, exact: str) -> int:
        """How many documents hold this exact form."""

    def has_stem(self, stem: str) -> bool:
        """Does a document hold a word with this stem?"""

    def adjacent(self, stems: Sequence[str]) -> bool:
        """Does a document hold these stems one right after the other?"""

    def starting(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Exact forms that begin so, with the number of documents, commonest first."""

    def near(self, exact: str) -> list[Candidate]:
        """Known forms near to an unknown one, best first."""

    def rarity(self, exact: str) -> float:
        """How much rarer this exact form is in the language than in all languages together (1: as rare), see ``ranking.rarity``."""

    def spelling(self, exact: str) -> str:
        """How most documents write this exact form, accents and hyphens included."""


class Candidate(NamedTuple):
    """A known form near to an unknown one. ``score`` is a log likelihood up to a constant: the higher, the likelier it was meant."""

    exact: str
    score: float


def mistakes(word: str) -> int:
    """How many mistakes may lie between a word typed and one known: letters added, missing, other, or two exchanged."""
    return 2 if len(word) >= LONG_WORD else 1


def correctable(word: str) -> bool:
    """May the word be corrected at all? Not short ones, nor numbers."""
    return SHORTEST_CORRECTED <= len(word) <= LONGEST and not any(letter.isdigit() for letter in word)


def mostly(written: int, every: int) -> bool:
    """Do so many documents write a form in one way that it is the way, of ``every`` document that holds it?"""
    return written * 2 >= every


def likelihood(typed: str, known: str, distance: int, count: int) -> float:
    """One mistake is likelier than two, the first letter is seldom wrong nor, with two mistakes, the last; common words are likelier."""
    first = 1.0 if typed[0] != known[0] else 0.0
    last = 0.3 if distance > 1 and typed[-1] != known[-1] else 0.0
    return -2.2 * distance + 0.35 * math.log1p(count) - first - last


class Vocabulary:
    """The exact forms of one language in memory, as an index stood when it was opened: with the number of documents that hold each."""

    def __init__(self, terms: Iterable[tuple[str, int]], spellings: Iterable[tuple[str, int]] = ()) -> None:
        """From exact forms and counts. ``spellings``: "exact=written" and counts (see ``Terms``)."""
        self.counts = dict(terms)
        self._written = self._mostly_written(spellings)
        self._beginnings: dict[str, list[str]] = {}
        self._neighbours = Neighbours(term for term in self.counts if SHORTEST <= len(term) <= LONGEST and not term[0].isdigit())

    @cached_property
    def _sorted(self) -> list[str]:
        """All forms in the order of their letters."""
        return sorted(self.counts)

    def _mostly_written(self, spellings: Iterable[tuple[str, int]]) -> dict[str, str]:
        """The forms that are mostly written in another way, with the commonest."""
        best: dict[str, tuple[int, str]] = {}
        for term, count in spellings:
            exact, _, written = term.partition(SPELLED)
            if mostly(count, self.counts.get(exact, 0)):
                best[exact] = min(best.get(exact, (0, "")), (-count, written))
        return {exact: written for exact, (_, written) in best.items()}

    def ready(self) -> Self:
        """The vocabulary with all made that the first questions would have to wait for."""
        self.starting("", 1)
        return self

    def spelling(self, exact: str) -> str:
        """See ``Words``."""
        return self._written.get(exact, exact)

    def starting(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """See ``Words``."""
        if len(prefix) > FEW_LETTERS or limit > MOST_COMMON:
            found = self._commonest(prefix, limit)
        elif prefix in self._beginnings:
            found = self._beginnings[prefix][:limit]
        elif found := self._commonest(prefix, MOST_COMMON):
            self._beginnings[prefix], found = found, found[:limit]
        return [(term, self.counts[term]) for term in found]

    def _commonest(self, prefix: str, limit: int) -> list[str]:
        """So many of the forms that begin so, commonest first, equals by letter."""
        first, last = bisect_left(self._sorted, prefix), bisect_left(self._sorted, prefix + LAST)
        return nlargest(limit, self._sorted[first:last], key=self.counts.__getitem__)

    def near(self, word: str) -> list[Candidate]:
        """All known forms within the mistakes that the length of ``word`` allows, best first."""
        close = self._neighbours.within(word, mistakes(word))
        found = [Candidate(term, likelihood(word, term, distance, self.counts[term])) for term, distance in close]
        return sorted(found, key=lambda one: (-one.score, one.exact))
