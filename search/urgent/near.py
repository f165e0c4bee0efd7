"""When a word is another one mistyped: the shorter the word, and the less stands beside it, the less may be wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum
from itertools import chain
from typing import Final

from search.query.neighbours import Neighbours

SHORTEST: Final = 3
LONG: Final = 8
"""From this many letters two mistakes are thought of."""
ALONE: Final = 6
"""From this many letters a mistyped word says enough by itself."""
IN_COMPANY: Final = 4
REPEATED: Final = re.compile(r"(.)\1+")


class Sure(IntEnum):
    """How sure it is that a word is meant."""

    GUESS = 0
    """Another word stands there: only beside two others of the phrase."""
    LOOSE = 1
    """Only beside another word of the phrase that stands as it should."""
    BESIDE = 2
    """Beside any other word of the phrase."""
    ALONE = 3
    """A mistake that changes nothing."""
    SAME = 4
    """The word itself."""


def squeezed(word: str) -> str:
    """The word without repeated letters: fingers and feelings double them."""
    return REPEATED.sub(r"\1", word)


def _has_digit(word: str) -> bool:
    """Does a digit stand in the word? Arabic in Latin letters has them for sounds ("3ayez"), other words for numbers."""
    return any(letter.isdigit() for letter in word)


def _swapped(typed: str, known: str) -> bool:
    """Are two neighbouring letters exchanged? (They are one mistake apart.)"""
    return len(typed) == len(known) and sorted(typed) == sorted(known)


def sureness(typed: str, known: str, mistakes: int) -> Sure | None:
    """How sure it is that ``typed``, so many ``mistakes`` away, is ``known``; None where it is not thought of."""
    if not mistakes:
        return Sure.SAME
    length = len(known)
    if squeezed(typed) == squeezed(known):
        return Sure.ALONE if length >= IN_COMPANY else Sure.BESIDE
    if mistakes > 1:
        return Sure.LOOSE if length >= LONG and typed[0] == known[0] else None
    if _swapped(typed, known):
        return Sure.ALONE if length >= ALONE else Sure.BESIDE
    same_start = typed[0] == known[0]
    if length > IN_COMPANY:
        return (Sure.ALONE if length >= ALONE else Sure.BESIDE) if same_start or typed == known[1:] else Sure.LOOSE
    return Sure.LOOSE if length == IN_COMPANY and same_start else None


class Near:
    """The known words, to be found however they are typed."""

    def __init__(self, words: Iterable[str]) -> None:
        """``words``: their exact forms. A digit is no slip: those with one are never mistyped others, nor others them."""
        known = {word for word in words if len(word) >= SHORTEST and not _has_digit(word)}
        self._latin = Neighbours(word for word in known if word.isascii())
        self._other = Neighbours(word for word in known if not word.isascii())

    def of(self, typed: str) -> Iterator[tuple[str, Sure]]:
        """The known words that ``typed`` may be mistyped for."""
        if len(typed) < SHORTEST or _has_digit(typed):
            return
        most = 2 if len(typed) >= LONG - 1 else 1
        for known, mistakes in chain.from_iterable(words.within(typed, most) for words in self._alphabets(typed)):
            if mistakes and (sure := sureness(typed, known, mistakes)):
                yield known, sure

    def _alphabets(self, typed: str) -> tuple[Neighbours, ...]:
        """The words in the alphabet of ``typed``, of both where it mixes them: the others are too far from it, and half as many take half as long."""
        if typed.isascii():
            return (self._latin,)
        return (self._other, self._latin) if any(letter.isascii() for letter in typed) else (self._other,)
