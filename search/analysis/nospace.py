"""Scripts without spaces between words: pairs of neighbours stand in for words, single characters for exact forms."""

from __future__ import annotations


def grams(run: str) -> list[str]:
    """The pairs of neighbouring characters of a run (a single character is its own)."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def characters(run: str) -> list[str]:
    """The single characters of a run."""
    return list(run)
