"""Words in a row as the search folds them, so that a list of words can be held against any text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from search.analysis import clean, fold
from search.analysis.tokens import pieces, tokens

GAP: Final = " "


def spaced(text: str) -> str:
    """The folded words of ``text`` with a space before, between and after: words of several parts in one, characters without spaces as they run."""
    return f" {GAP.join(_words(text))} "


def _words(text: str) -> Iterator[str]:
    """Each word, a script without spaces apart from what stands beside it."""
    for piece in pieces(clean(text)):
        for token in tokens(piece):
            yield fold("".join(part.text for part in token.parts))


def has_run(text: str) -> bool:
    """Is there something in a script without spaces?"""
    return any(token.run for piece in pieces(clean(text)) for token in tokens(piece))


class Phrases:
    """Words and rows of words to look for. Whole words, but in scripts without spaces, where nobody knows where a word ends."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Empty ones are none."""
        rows = {phrase: spaced(phrase) for phrase in phrases}
        self._whole = frozenset(row for phrase, row in rows.items() if row.strip() and not has_run(phrase))
        self._inside = frozenset(row.strip().replace(GAP, "") for phrase, row in rows.items() if row.strip() and has_run(phrase))
        self._longest = max((row.count(GAP) - 1 for row in self._whole), default=0)

    def inside(self, text: str) -> bool:
        """Does one of them stand in ``text``?"""
        row = spaced(text)
        words = row.split()
        several = (words[at : at + length] for length in range(1, self._longest + 1) for at in range(len(words) - length + 1))
        if any(f" {GAP.join(one)} " in self._whole for one in several):
            return True
        closed = row.replace(GAP, "") if self._inside else ""
        return any(one in closed for one in self._inside)
