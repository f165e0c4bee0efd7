"""Which of many words are near to another one, without comparing it with each of them.

A mistake touches one letter, or two that stand side by side. Of a known word, take more parts than there may be mistakes, with a letter between them:
at least one was typed as it is, at most so many letters before or after its place as there are mistakes. Only words with such a part are compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST_PART: Final = 2
"""Parts of a single letter are in most words: those words are all compared."""

Parts = Mapping[int, Mapping[str, str]]
"""Where a part begins, what it is, and the words that have it, with spaces between: most parts are of one word, which costs nothing more then."""


class Neighbours:
    """Words by their length and, from the first time that they are needed, by their parts."""

    def __init__(self, words: Iterable[str]) -> None:
        """``words`` are different from each other."""
        self._by_length: dict[int, list[str]] = defaultdict(list)
        self._parts: dict[tuple[int, int], Parts] = {}
        for word in words:
            self._by_length[len(word)].append(word)

    def within(self, word: str, most: int) -> Iterator[tuple[str, int]]:
        """The words that ``word`` becomes with at most ``most`` mistakes (a letter added, missing, other, two exchanged), and with how many."""
        for length in range(len(word) - most, len(word) + most + 1):
            close = process.extract(word, self._among(word, length, most), scorer=OSA.distance, score_cutoff=most, limit=None)
            yield from ((term, int(distance)) for term, distance, _ in close)

    def _among(self, word: str, length: int, most: int) -> Collection[str]:
        """The words of a length that can be near."""
        words, size = self._by_length.get(length, []), (length - most) // (most + 1)
        if size < SHORTEST_PART or not words:
            return words
        if (length, most) not in self._parts:
            self._parts[length, most] = _by_parts(words, size, most + 1)
        found: set[str] = set()
        for start, holding in self._parts[length, most].items():
            for at in range(max(0, start - most), start + most + 1):
                if several := holding.get(word[at : at + size]):
                    found.update(several.split(" "))
        return found


def _by_parts(words: Collection[str], size: int, number: int) -> Parts:
    """The words by so many parts of ``size`` letters: where a part begins, what it is, who has it."""
    starts = [at * (size + 1) for at in range(number)]
    parts: dict[int, dict[str, str]] = {}
    for start in starts:
        holding: dict[str, list[str]] = defaultdict(list)
        for word in words:
            holding[word[start : start + size]].append(word)
        parts[start] = {part: several[0] if len(several) == 1 else " ".join(several) for part, several in holding.items()}
    return parts
