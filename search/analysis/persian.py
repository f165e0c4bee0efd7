"""A light stemmer for Persian: the marks of plural, comparison, possession and person off, and "می" before a verb.

Takes off what is written on to the word, with or without a half-space, as people type it ("دوستانم", "میخواهم", "خانه‌های"). Where too little would
remain the word stays as it is. Nothing is told apart that is spelt alike: for searching that is no loss.
"""

from __future__ import annotations

from typing import Final

VERBAL: Final = ("نمي", "مي")
"""Before a verb in the present; what follows has at least three letters ("میخواهم", but not "میز")."""
PERSON: Final = ("يم", "يد", "ند", "م", "د", "ي")
PLURAL: Final = ("هايمان", "هايتان", "هايشان", "هايم", "هايت", "هايش", "هايي", "هاي", "ها")
OWNED: Final = ("ام", "ات", "اش", "ترين", "تر", "م", "ي")
ABSTRACT: Final = "گي"
"""What is written for the last letter of "پناهنده" in "پناهندگی"."""
PEOPLE: Final = "ان"
"""The plural of people; also the end of many words that are none, so four letters must remain."""
SHORTEST, SHORTEST_BEFORE_PEOPLE = 3, 4


def _without(word: str, endings: tuple[str, ...], least: int = SHORTEST) -> str:
    """The word without the first of the endings that it has, if enough of it remains."""
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word


def _shorter(word: str) -> str:
    """The word without one mark of each kind."""
    bare = _without(word, (ABSTRACT,))
    if bare != word:
        return f"{bare}ه"
    return _without(_without(_without(word, PLURAL), OWNED), (PEOPLE,), SHORTEST_BEFORE_PEOPLE)


def _verb(word: str) -> str | None:
    """What follows "می" or "نمی", None where the word does not begin so, or is the plural of a noun that does."""
    if word.endswith(PLURAL):
        return None
    return next((word[len(mark) :] for mark in VERBAL if word.startswith(mark) and len(word) - len(mark) >= SHORTEST), None)


def persian(word: str) -> str:
    """The stem of a word whose letters are in their one form (see ``fold``): marks go until none is left, so that each form ends at the same stem."""
    verb = _verb(word)
    if verb is not None:
        return _without(verb, PERSON)
    shorter = _shorter(word)
    return word if shorter == word else persian(shorter)
