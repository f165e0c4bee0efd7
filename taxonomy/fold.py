"""Names as people type them: one form for all spellings of a name of a place."""

from __future__ import annotations

import unicodedata
from typing import Final

LETTERS: Final = str.maketrans({"ك": "ک", "ي": "ی", "ى": "ی", "ة": "ه", "ە": "ه", "ھ": "ه", "ـ": "", "ı": "i", "ł": "l", "ø": "o", "đ": "d"})
"""Letters that keyboards and languages exchange and that no decomposition joins: Arabic, Persian and Urdu forms, Turkish, Polish and Danish ones."""


def fold(text: str) -> str:
    """``text`` without case, accents, spaces and punctuation; Arabic and Persian letters are one: ``"Côte d’Ivoire"`` is ``"cotedivoire"``."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(letter for letter in plain.translate(LETTERS) if letter.isalnum())
