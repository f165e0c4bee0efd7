"""Bits of a script without spaces in a text of that script, with one character wrong where the bit is long enough to bear it."""

from __future__ import annotations

from typing import Final

from rapidfuzz.distance import OSA

from search.analysis.nospace import grams

from .near import squeezed

SHORT: Final = 3
"""Characters from which on a bit is found though one of them is doubled."""
SHORTEST: Final = 4
"""Characters from which on a bit is looked for with two of them exchanged, or one between them that does not belong."""
LONG: Final = 5
"""Characters from which on any one may be wrong."""


def holds(text: str, bit: str) -> bool:
    """Does ``text`` hold the bit, well or nearly so?"""
    if bit in text or (len(bit) >= SHORT and squeezed(bit) in squeezed(text)):
        return True
    return len(bit) >= SHORTEST and any(gram in text for gram in grams(bit)) and any(_near(part, bit) for part in _parts(text, len(bit)))


def _parts(text: str, length: int) -> list[str]:
    """All stretches of the text that are about as long."""
    return [text[at : at + size] for size in (length - 1, length, length + 1) for at in range(len(text) - size + 1)]


def _near(part: str, bit: str) -> bool:
    """Is the stretch the bit with one mistake?"""
    if OSA.distance(part, bit, score_cutoff=1) > 1:
        return False
    return len(bit) >= LONG or sorted(part) == sorted(bit) or (len(part) > len(bit) and part[0] == bit[0] and part[-1] == bit[-1])
