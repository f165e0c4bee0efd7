"""Which sentences of two texts say the same: titles with each other, then the cheapest way through both, by how long sentences are.

After Gale and Church, "A program for aligning sentences in bilingual corpora" (1993): a translation is about as long as what it translates; now and
then two sentences became one, or one is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from search.wordlist.texts import Unit

SPREAD: Final = 6.8
"""How much the lengths of sentences that say the same differ (variance a letter, measured by Gale and Church)."""
MOST: Final = 8.0
"""Two lengths that differ more than this say nothing more."""
BAND: Final = 3
"""A sentence stands at most about so many places from where it would be if all were translated one by one."""
STEPS: Final = ((1, 1, 0.0), (1, 0, 3.0), (0, 1, 3.0), (2, 1, 1.8), (1, 2, 1.8))
"""How many sentences of each text are taken together, and what that costs."""

Stems = tuple[str, ...]
Place = tuple[int, int]


def aligned(one: Sequence[Unit], other: Sequence[Unit]) -> Iterator[tuple[Stems, Stems]]:
    """The stems of what says the same in two texts (each with its title first)."""
    yield one[0].stems, other[0].stems
    ours, theirs = one[1:], other[1:]
    for start, end in _way(ours, theirs):
        if start[0] < end[0] and start[1] < end[1]:
            yield _stems(ours[start[0] : end[0]]), _stems(theirs[start[1] : end[1]])


def _stems(units: Sequence[Unit]) -> Stems:
    """All stems of some sentences, each once."""
    return units[0].stems if len(units) == 1 else tuple(dict.fromkeys(stem for unit in units for stem in unit.stems))


def _way(ours: Sequence[Unit], theirs: Sequence[Unit]) -> list[tuple[Place, Place]]:
    """The cheapest way through both texts, as stretches from place to place; empty where one of them has nothing."""
    if not ours or not theirs:
        return []
    before = _cheapest(ours, theirs)
    way, at = [], (len(ours), len(theirs))
    while at in before and at != (0, 0):
        way.append((before[at], at))
        at = before[at]
    return way


def _cheapest(ours: Sequence[Unit], theirs: Sequence[Unit]) -> dict[Place, Place]:
    """From where each place is reached at the lowest cost."""
    mine = list(accumulate((unit.length for unit in ours), initial=0))
    other = list(accumulate((unit.length for unit in theirs), initial=0))
    ratio, slope = other[-1] / mine[-1], len(theirs) / len(ours)
    costs: dict[Place, float] = {(0, 0): 0.0}
    before: dict[Place, Place] = {}
    for i in range(len(mine)):
        for j in range(max(0, int(i * slope) - BAND), min(len(theirs), int(i * slope) + BAND + 1) + 1):
            here = costs.get((i, j))
            if here is None:
                continue
            for more, others, cost in STEPS:
                to = (i + more, j + others)
                if to[0] >= len(mine) or to[1] >= len(other):
                    continue
                if more and others:
                    cost += _difference((mine[to[0]] - mine[i]) * ratio, other[to[1]] - other[j])
                if here + cost < costs.get(to, float("inf")):
                    costs[to], before[to] = here + cost, (i, j)
    return before


def _difference(expected: float, length: float) -> float:
    """How unlikely it is that one is the translation of the other."""
    return min((expected - length) ** 2 / ((expected + length) * SPREAD + 2), MOST)
