"""Corrections of the words of a query that no language in question knows, from the words that the index knows."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from search.analysis import Rules, Word, query_units, rules_of
from search.analysis.units import make_word
from search.query.ranking import CHANGED
from search.query.vocabulary import Candidate, Words, correctable

if TYPE_CHECKING:
    from search.query.reading import Reading

MOST_CANDIDATES: Final = 3
SHARPNESS: Final = 0.7
"""How fast the weight of a candidate falls with its likelihood."""

Place = tuple[int, int]


def _word(exact: str, rules: Rules, words: Words) -> Word:
    """The known word with this exact form, as documents write it."""
    written = query_units(words.spelling(exact), rules, most=1)[0].whole.written
    return make_word(written, 0, 0, rules)


class Corrections:
    """The corrections of one query in all its languages. Places are those of words in the clean text, the same in every language."""

    def __init__(self, words: Mapping[str, Words]) -> None:
        """``words``: the vocabularies in which a word may be known."""
        self._words = words
        self._found: dict[Place, dict[str, list[Candidate]]] = defaultdict(dict)

    def known(self, word: Word) -> bool:
        """Does any language hold this word, or another with its stem?"""
        if any(words.count(word.exact) for words in self._words.values()):
            return True
        return any(words.has_stem(rules_of(code).stem(word.written)) for code, words in self._words.items())

    def look_up(self, reading: Reading) -> None:
        """Find candidates for what nothing knows in the reading: a word of several parts in its joined form if it can be, else part by part."""
        for unit in reading.doubtful():
            if unit.joined is None or not self._look_up(unit.joined, reading):
                for word in unit.words:
                    self._look_up(word, reading)

    def _look_up(self, word: Word, reading: Reading) -> bool:
        """Find candidates for one word; are there any?"""
        if not correctable(word.exact) or word.exact in reading.rules.stop or reading.begins(word) or self.known(word):
            return False
        candidates = reading.words.near(word.exact)[:MOST_CANDIDATES]
        if candidates:
            self._found[word.start, word.end][reading.rules.code] = candidates
        return bool(candidates)

    def of(self, word: Word, rules: Rules, words: Words) -> list[tuple[Word, float]]:
        """The corrections of the word in a language, best first, with what they weigh; empty where it stays as typed."""
        found = self._found.get((word.start, word.end), {})
        top = max((several[0].score for several in found.values()), default=0.0)
        candidates = found.get(rules.code, [])
        return [(_word(one.exact, rules, words), CHANGED * math.exp(SHARPNESS * (one.score - top))) for one in candidates]

    def text(self, cleaned: str) -> str | None:
        """The clean text with each corrected word as its best candidate is spelt; None when nothing was corrected."""
        if not self._found:
            return None
        for (start, end), found in sorted(self._found.items(), reverse=True):
            code = max(found, key=lambda one: found[one][0].score)
            cleaned = cleaned[:start] + self._words[code].spelling(found[code][0].exact) + cleaned[end:]
        return cleaned.strip()
