"""A light stemmer for Persian: the marks of plural, comparison, possession and person off, and "می" before a verb.

Takes off what is written on to the word, with or without a half-space, as people type it ("دوستانم", "میخواهم", "خانه‌های"). Where less than three
letters would remain the word stays as it is. Nothing is told apart that is spelt alike: for searching that is no loss.
"""

from __future__ import annotations

from typing import Final

VERBAL: Final = ("نمي", "مي")
"""Before a verb in the present; what follows has at least three letters ("میخواهم", but not "میز")."""
PLURAL: Final = ("هايمان", "هايتان", "هايشان", "هايم", "هايت", "هايش", "هايي", "هاي", "ها")
OWNED: Final = ("مان", "تان", "شان", "ام", "ات", "اش", "ترين", "تر", "م", "ت", "ش", "ي")
PERSON: Final = ("يم", "يد", "ند", "م", "د", "ي")
SHORTEST: Final = 3


def _without(word: str, endings: tuple[str, ...]) -> str:
    """The word without the first of the endings that it has, if enough of it remains."""
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word


def _with_prefix(word: str) -> str | None:
    """What follows "می" or "نمی", None where the word does not begin so."""
    return next((word[len(mark) :] for mark in VERBAL if word.startswith(mark) and len(word) - len(mark) >= SHORTEST), None)


def persian(word: str) -> str:
    """The stem of a word whose letters are in their one form (see ``fold``)."""
    verb = _with_prefix(word)
    if verb is not None:
        return _without(verb, PERSON)
    return _without(_without(word, PLURAL), OWNED)
