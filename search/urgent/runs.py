"""Bits of a script without spaces in a text of that script, with one character wrong where the bit is long enough to bear it."""

from __future__ import annotations

from functools import cache
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


def holds(text: str, once: str, bit: str) -> bool:
    """Does ``text`` hold the bit, well or nearly so? ``once``: the text ``squeezed``, made once for all bits."""
    if bit in text:
        return True
    if len(bit) < SHORT:
        return False
    squeezed_bit, pairs = _forms(bit)
    if squeezed_bit in once:
        return True
    return len(bit) >= SHORTEST and any(pair in text for pair in pairs) and any(_near(part, bit) for part in _parts(text, len(bit)))


@cache
def _forms(bit: str) -> tuple[str, tuple[str, ...]]:
    """A bit of a pattern without repeated characters, and its pairs of neighbours: the same for every text."""
    return squeezed(bit), tuple(grams(bit))


def _parts(text: str, length: int) -> list[str]:
    """All stretches of the text that are about as long."""
    return [text[at : at + size] for size in (length - 1, length, length + 1) for at in range(len(text) - size + 1)]


def _near(part: str, bit: str) -> bool:
    """Is the stretch the bit with one mistake?"""
    if OSA.distance(part, bit, score_cutoff=1) > 1:
        return False
    return len(bit) >= LONG or sorted(part) == sorted(bit) or (len(part) > len(bit) and part[0] == bit[0] and part[-1] == bit[-1])
