"""Learning which words say the same, from sentences that do.

How often two words stand in sentences that say the same (Dice coefficient) also favours words that merely go together ("mobile" and "téléphone").
So words compete, as in the models of IBM (Brown and others, 1993): in each sentence a word shares its one vote among what it may be there, as much
to each as the last round found likely, and the votes are counted instead of the sentences.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from heapq import nlargest
from typing import Final

from search.wordlist.aligning import Stems, aligned
from search.wordlist.texts import Unit

ROUNDS: Final = 2
CANDIDATES: Final = 20
"""Words of the other language among which a word looks for its like."""
LEAST_LIKELY: Final = 0.02
LEAST_VOTES: Final = 0.3
BEST: Final = 5
"""Entries that are kept for a word."""
LEAST_SCORE: Final = 0.06
"""Entries below are not kept: they find more of what is wrong than of what is meant."""

Entries = dict[str, list[tuple[str, float]]]
"""For each stem of one language its best stems of the other, with a score up to 1."""
Likely = dict[str, dict[str, float]]
Pairs = Sequence[tuple[Stems, frozenset[str]]]


def learn(texts: Iterable[tuple[Sequence[Unit], Sequence[Unit]]]) -> tuple[Entries, Entries]:
    """The lists from one language to the other and back, from texts that say the same."""
    found = (pair for one, other in texts for pair in aligned(one, other))
    pairs = [(ours, frozenset(theirs)) for ours, theirs in found if ours and theirs]
    ours, theirs = Counter(stem for one, _ in pairs for stem in one), Counter(stem for _, other in pairs for stem in other)
    likely = _together(pairs, ours, theirs)
    for _round in range(ROUNDS):
        votes = _votes(pairs, likely)
        likely = {
            one: {other: 2 * count / (ours[one] + theirs[other]) for other, count in several.items() if count > LEAST_VOTES}
            for one, several in votes.items()
        }
    return _entries(likely), _entries(_turned(likely))


def _together(pairs: Pairs, ours: Counter[str], theirs: Counter[str]) -> Likely:
    """The words that most often stand in sentences that say the same, by the Dice coefficient."""
    together: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one, other in pairs:
        for stem in one:
            together[stem].update(other)
    return {stem: _candidates(counts, ours[stem], theirs) for stem, counts in together.items()}


def _candidates(counts: Counter[str], own: int, theirs: Counter[str]) -> dict[str, float]:
    """The most likely words beside one that stands in ``own`` sentences."""
    scored = [(2 * count / (own + theirs[other]), other) for other, count in counts.items()]
    return {other: score for score, other in nlargest(CANDIDATES, scored) if score > LEAST_LIKELY}


def _votes(pairs: Pairs, likely: Likely) -> Likely:
    """One round: each sentence's words share their votes. A link counts the geometric mean of what it has of the votes of both its words."""
    votes = {one: dict.fromkeys(several, 0.0) for one, several in likely.items()}
    for ours, theirs in pairs:
        links, received = [], dict.fromkeys(theirs, 0.0)
        for one in ours:
            row = [(other, score) for other, score in likely[one].items() if other in theirs]
            for other, score in row:
                received[other] += score
            links.append((votes[one], row, sum([score for _, score in row])))
        for counts, row, given in links:
            for other, score in row:
                counts[other] += score / math.sqrt(given * received[other])
    return votes


def _turned(likely: Likely) -> Likely:
    """The same from the other side."""
    turned: Likely = defaultdict(dict)
    for one, several in likely.items():
        for other, score in several.items():
            turned[other][one] = score
    return turned


def _entries(likely: Likely) -> Entries:
    """The best of each word, best first."""
    ranked = {one: sorted(several.items(), key=lambda entry: (-entry[1], entry[0]))[:BEST] for one, several in likely.items()}
    kept = {one: [(other, round(score, 3)) for other, score in several if score > LEAST_SCORE] for one, several in ranked.items()}
    return {one: several for one, several in kept.items() if several}
