"""Clean text into tokens: runs of a script without spaces, words, and words of several parts.

What joins the parts of a word is a hyphen, an apostrophe, a middle dot ("allié·e·s"), a full stop ("l.g.b.t."), a half-space. Latin beside Chinese
is cut apart ("lgbt群體").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import regex

APOSTROPHES: Final = "'’ʼ‘`´"
_HYPHENS: Final = "\\-\u2010\u2011\u2012\u2013\u2212"
_DOTS: Final = ".·•‧∙⋅"
_NO_SPACE: Final = r"\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_START: Final = rf"[[\p{{L}}\p{{N}}]--[{_NO_SPACE}]]"
_LETTER: Final = rf"[[\p{{L}}\p{{N}}\p{{M}}]--[{_NO_SPACE}]]"
_WORD: Final = rf"{_START}{_LETTER}*+(?:@s?(?!{_LETTER}))?+"
_JOINER: Final = rf"[{_HYPHENS}{APOSTROPHES}{_DOTS}\u200c]"

TOKEN: Final = regex.compile(rf"(?V1)(?P<run>[[{_NO_SPACE}]--[\p{{M}}]][{_NO_SPACE}\p{{M}}]*+)|{_WORD}(?:{_JOINER}{_WORD})*+")
_ASCII_WORD: Final = "[A-Za-z0-9]++(?:@s?(?![A-Za-z0-9]))?+"
_ASCII: Final = re.compile(rf"{_ASCII_WORD}(?:[-'`.]{_ASCII_WORD})*+|(?P<run>(?!))")
"""The same for text without any other letter, such as most English words, in a quarter of the time."""
_PART: Final = regex.compile(rf"(?V1){_WORD}")

MOST_PARTS: Final = 6
"""A chain of more parts is a list or a pattern, not a word: its parts stand alone."""


class Part(NamedTuple):
    """A word or a part of one: its letters and where they stand in the clean text. ``apostrophe``: one joins it to the part before."""

    text: str
    start: int
    end: int
    apostrophe: bool = False


class Token(NamedTuple):
    """What stands between two gaps of a clean text. ``run``: script without spaces (then one part)."""

    parts: tuple[Part, ...]
    run: bool = False


def matches(text: str) -> Iterator[Any]:
    """Where in a text the tokens are, as they are written; ``run`` is the group of those without spaces."""
    return (_ASCII if text.isascii() else TOKEN).finditer(text)


def _parts(text: str, start: int, end: int) -> tuple[Part, ...]:
    """The parts of the word that stands from ``start`` to ``end``."""
    found = _PART.finditer(text, start, end)
    return tuple(Part(one.group(), one.start(), one.end(), one.start() > start and text[one.start() - 1] in APOSTROPHES) for one in found)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a clean text, in order."""
    for found in matches(text):
        if found["run"]:
            yield Token((Part(found.group(), found.start(), found.end()),), run=True)
        else:
            yield from _words(_parts(text, found.start(), found.end()))


def _words(parts: tuple[Part, ...]) -> Iterator[Token]:
    """Parts that are joined as one word, or each as its own when they are too many."""
    if len(parts) <= MOST_PARTS:
        yield Token(parts)
    else:
        yield from (Token((part,)) for part in parts)


def pieces(text: str) -> list[str]:
    """The tokens of a clean text as they are written, nothing more: each gives the same ``tokens`` as in the whole text."""
    return [found.group() for found in matches(text)]
