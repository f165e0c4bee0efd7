"""A light stemmer for Arabic: articles, conjunctions and the commonest endings off (Larkey, Ballesteros and Connell, "Light stemming", 2007).

Measured against Snowball's Arabic it finds more, above all without vowel marks.
"""

from __future__ import annotations

from typing import Final

PREFIXES: Final = ("وال", "بال", "كال", "فال", "ال", "لل")
SUFFIXES: Final = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
AND: Final = "و"


def _without_prefix(word: str) -> str:
    """The word without its article, or without "and" when at least three letters remain."""
    for prefix in PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            return word[len(prefix) :]
    return word[1:] if word.startswith(AND) and len(word) >= 4 else word


def light10(word: str) -> str:
    """The stem of a word whose letters are in their one form (see ``fold``)."""
    word = _without_prefix(word)
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 2:
            word = word[: -len(suffix)]
    return word
