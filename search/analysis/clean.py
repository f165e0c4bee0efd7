"""Any string whatever into text that can be cut into words."""

from __future__ import annotations

import unicodedata
from typing import Final

import regex

HALF_SPACE: Final = "\u200c"
"""ZERO WIDTH NON-JOINER: the half-space inside Persian words. It joins parts of one word, so it is kept until the words are cut."""

_SEPARATORS: Final = regex.compile(r"[\p{Cc}\p{Cs}\u200b]+")
_INVISIBLE: Final = regex.compile(r"(?V1)[[\p{Cf}\u0640\u034f\ufe00-\ufe0f]--[\u200c]]+")
_HALF_SPACES: Final = regex.compile(r"\u200c{2,}")


def clean(text: str) -> str:
    """One form for what looks alike: NFKC (full width, ligatures, presentation forms), case folded, nothing invisible, no lone surrogate."""
    if text.isascii():  # has no other forms, and nothing invisible but what separates
        return (text if text.isprintable() else _SEPARATORS.sub(" ", text)).lower()
    text = _SEPARATORS.sub(" ", text)
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    text = unicodedata.normalize("NFKC", text.casefold()).replace("ς", "σ")
    return _HALF_SPACES.sub(HALF_SPACE, text)
