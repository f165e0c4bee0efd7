"""Words to stems: Snowball's stemmers, light10 for Arabic, or nothing, by the name in the table of languages."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

import Stemmer

from search.analysis.fold import fold
from search.analysis.light10 import light10
from search.analysis.persian import persian

Stem = Callable[[str], str]

FOLDED_FIRST: Final[dict[str, Stem]] = {"light10": light10, "persian": persian}
"""Our own stemmers, by name. They take words whose letters are folded already; Snowball's take them as written and are folded after."""


NOTHING_KEPT: Final = 0
"""Stems that Snowball's stemmers keep, ten thousand a thread and language if they are let: whole chunks are kept already (``terms``)."""


class _Snowball(threading.local):
    """Snowball's stemmer of a name, one for each thread (its objects are not safe to share)."""

    def __init__(self, name: str) -> None:
        """Called once in each thread."""
        self.stem: Stem = Stemmer.Stemmer(name, NOTHING_KEPT).stemWord


def stemmer(name: str | None) -> Stem:
    """A function from a word (cleaned, not folded) to its stem (folded). Raises ``ValueError`` for a name that nobody knows."""
    if name is None:
        return fold
    if name in FOLDED_FIRST:
        ours = FOLDED_FIRST[name]
        return lambda word: ours(fold(word))
    if name not in Stemmer.algorithms():
        raise ValueError(f"No stemmer is called {name!r}.")
    snowball = _Snowball(name)
    return lambda word: fold(snowball.stem(word))
