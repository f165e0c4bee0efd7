"""Words written together or apart: "nonbinary" and "non binary", «همجنسگرا» and «هم جنس گرا». The index decides which ways exist.

A joined form or a cut never begins with a stop word: "a sexual" is not "asexual", "therapist" has no "the" in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from search.analysis import Rules, Unit, Word, fold
from search.analysis.units import LONGEST_WORD, make_word
from search.query.vocabulary import Words

MOST_JOINED: Final = 3
LONGEST_CUT: Final = 30
SHORTEST_END: Final = 2


class Join(NamedTuple):
    """One or more units, from ``first`` to before ``last``, as one word."""

    first: int
    last: int
    word: Word


def neighbours(units: Sequence[Unit], rules: Rules, words: Words) -> Iterator[Join]:
    """Two or three neighbouring units as one word, where the index knows that word."""
    wholes = [unit.whole for unit in units]
    for first in range(len(units) - 1):
        if units[first].run or wholes[first].exact in rules.stop:
            continue
        written = wholes[first].written
        for at in range(first + 1, min(first + MOST_JOINED, len(units))):
            written += wholes[at].written
            if units[at].run or len(written) > LONGEST_WORD:
                break
            if words.count(fold(written)):
                yield Join(first, at + 1, make_word(written, wholes[first].start, wholes[at].end, rules))


def groups(number: int, joins: Iterable[Join]) -> Iterator[tuple[range, list[Join]]]:
    """The places of ``number`` units in order, those that joins overlap together, each group with its joins."""
    waiting, first = sorted(joins), 0
    while first < number:
        last, inside = first + 1, []
        while waiting and waiting[0].first < last:
            inside.append(waiting.pop(0))
            last = max(last, inside[-1].last)
        yield range(first, last), inside
        first = last


def cuts(word: Word, rules: Rules, words: Words) -> list[tuple[str, ...]]:
    """The ways to cut the word into two or three that stand one after the other in a document, as stems."""
    if len(word.written) > LONGEST_CUT or word.written.isdecimal():
        return []
    spelt = dict.fromkeys((word.written, word.exact))
    pieces = (cut for written in spelt for cut in _known_cuts(written, words, MOST_JOINED) if fold(cut[0]) not in rules.stop)
    stems = dict.fromkeys(tuple(rules.stem(piece) for piece in cut) for cut in pieces)
    return [one for one in stems if words.adjacent(one)]


def _known_cuts(written: str, words: Words, most: int) -> Iterator[tuple[str, ...]]:
    """All ways to cut the letters into two to ``most`` known words."""
    for at in range(1, len(written) - SHORTEST_END + 1):
        head, tail = written[:at], written[at:]
        if not words.count(fold(head)):
            continue
        if words.count(fold(tail)):
            yield head, tail
        if most > 2:
            yield from ((head, *rest) for rest in _known_cuts(tail, words, most - 1))
