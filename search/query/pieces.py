"""Words written together or apart: "nonbinary" and "non binary", «همجنسگرا» and «هم جنس گرا». The index decides which ways exist.

A joined form or a cut never begins with a stop word: "a sexual" is not "asexual", "therapist" has no "the" in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from search.analysis import Rules, Unit, Word
from search.analysis.fold import fold
from search.analysis.units import LONGEST_WORD, make_word
from search.query.vocabulary import Words

MOST_JOINED: Final = 3
LONGEST_CUT: Final = 30
SHORTEST_END: Final = 2


def joined_neighbours(units: Sequence[Unit], rules: Rules, words: Words) -> Iterator[Word]:
    """Two or three neighbouring units as one word, where the index knows that word."""
    for first in range(len(units)):
        for last in range(first + 2, min(first + MOST_JOINED, len(units)) + 1):
            joined = _join(units[first:last], rules)
            if joined and words.count(joined.exact):
                yield joined


def _join(units: Sequence[Unit], rules: Rules) -> Word | None:
    """The units as one word, or None where none can be made of them."""
    written = "".join(unit.whole.written for unit in units)
    if len(written) > LONGEST_WORD or any(unit.run for unit in units) or units[0].whole.exact in rules.stop:
        return None
    return make_word(written, units[0].whole.start, units[-1].whole.end, rules)


def cuts(word: Word, rules: Rules, words: Words) -> list[tuple[str, ...]]:
    """The ways to cut the word into two or three that stand one after the other in a document, as stems."""
    if len(word.written) > LONGEST_CUT or word.written.isdecimal():
        return []
    stems = (tuple(rules.stem(piece) for piece in cut) for cut in _known_cuts(word.written, rules, words, MOST_JOINED))
    return [one for one in stems if words.adjacent(one)]


def _known_cuts(written: str, rules: Rules, words: Words, most: int) -> Iterator[tuple[str, ...]]:
    """All ways to cut the letters into two to ``most`` known words."""
    for at in range(1, len(written) - SHORTEST_END + 1):
        head, tail = written[:at], written[at:]
        if fold(head) in rules.stop or not words.count(fold(head)):
            continue
        if words.count(fold(tail)):
            yield head, tail
        if most > 2:
            yield from ((head, *rest) for rest in _known_cuts(tail, rules, words, most - 1))
