"""The words that an index knows: what a plan asks of it, and which known words are near to an unknown one."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple, Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST: Final = 3
LONGEST: Final = 30
SHORTEST_CORRECTED: Final = 4
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


def likelihood(typed: str, known: str, distance: int, count: int) -> float:
    """One mistake is likelier than two, the first letter is seldom wrong nor, with two mistakes, the last; common words are likelier."""
    first = 1.0 if typed[0] != known[0] else 0.0
    last = 0.3 if distance > 1 and typed[-1] != known[-1] else 0.0
    return -2.2 * distance + 0.35 * math.log1p(count) - first - last


class Vocabulary:
    """The exact forms of one language in memory, as an index stood when it was opened: with the number of documents that hold each."""

    def __init__(self, terms: Iterable[tuple[str, int]]) -> None:
        """From exact forms and counts."""
        self.counts = dict(terms)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for term in self.counts:
            if SHORTEST <= len(term) <= LONGEST and not term[0].isdigit():
                self._by_length[len(term)].append(term)

    def near(self, word: str) -> list[Candidate]:
        """All known forms within the mistakes that the length of ``word`` allows, best first."""
        most, found = mistakes(word), []
        for length in range(max(SHORTEST, len(word) - most), len(word) + most + 1):
            close = process.extract(word, self._by_length.get(length, []), scorer=OSA.distance, score_cutoff=most, limit=None)
            found += [Candidate(term, likelihood(word, term, int(distance), self.counts[term])) for term, distance, _ in close]
        return sorted(found, key=lambda one: (-one.score, one.exact))
