"""Letters that are typed in more than one way, brought to one: accents off, one form of each Arabic letter, digits of all scripts.

Marks that are letters of their own stay: the breve of ``й``, every mark of the scripts of South and South-East Asia.
"""

from __future__ import annotations

import unicodedata
from typing import Final

import regex

from search.analysis.han import ONE_FORM

LETTERS: Final[dict[str, str]] = {
    **dict.fromkeys("أإآٱٲٳ", "ا"),
    **dict.fromkeys("ىیېےۍ", "ي"),
    **dict.fromkeys("ةۀۂہھە", "ه"),
    **dict.fromkeys("کڪ", "ك"),
    **dict(zip("ؤئёѐѝøłıđðħŧ", "ويееиoliddht", strict=True)),
    **dict(zip("œæþ", ("oe", "ae", "th"), strict=True)),
    **ONE_FORM,
}
_DROPPED: Final = regex.compile(
    r"[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200c]"
)
_ACCENTED: Final = regex.compile(r"[\p{Latin}\p{Greek}]")


def _fold_letter(letter: str) -> str:
    """What one letter becomes."""
    if letter in LETTERS:
        return LETTERS[letter]
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    if _DROPPED.match(letter):
        return ""
    base = unicodedata.normalize("NFD", letter)[0]
    return LETTERS.get(base, base) if _ACCENTED.match(letter) else letter


class _Table(dict[int, str]):
    """A table for ``str.translate`` that fills itself with the letters that come."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_letter(chr(code))
        return folded


_TABLE: Final = _Table()


def fold(word: str) -> str:
    """The word with every letter in its one form. Takes cleaned text (see ``clean``); folding twice changes nothing."""
    return word if word.isascii() else word.translate(_TABLE)
