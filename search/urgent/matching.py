"""Which patterns a text fits: every place of a pattern finds its word, in any order, with few others between them."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise, product
from typing import Final, NamedTuple, TypeVar

from search.analysis import clean, fold, rules_of
from search.analysis.tokens import Token, tokens

from .near import Near, Sure, squeezed
from .phrases import Known, Ordinary, Pattern, written
from .runs import holds

Key = TypeVar("Key")
BETWEEN: Final = 6
"""Other words that may stand between those of a pattern."""
BETWEEN_LOOSE: Final = 3
"""The same, where one of them is only guessed at."""
MOST_PLACES: Final = 32
"""More places than any pattern has."""
MOST: Final = 8
"""Of a word that is repeated again and again so many are looked at."""
FIRST: Final = 4
"""Of a word of an ordinary phrase that is repeated so many are looked at."""
STEM: Final = 4
"""Letters of a stem that says something by itself, where it is not the word as it stands."""
COMPANY: Final = 3
"""Letters of words as they should be that make up for a doubtful one."""
DRAWN: Final = re.compile(r"(.)\1{2,}")


class Typed(NamedTuple):
    """A word as typed, with its place among the words of the text. ``pair``: it is two of them in one."""

    text: str
    at: int
    pair: bool = False


class Hit(NamedTuple):
    """A word of a pattern in a text."""

    at: int
    sure: Sure
    length: int


class Matcher:
    """All patterns, ready to be looked for."""

    def __init__(self, patterns: Sequence[Pattern], ordinary: Ordinary, languages: Sequence[str]) -> None:
        """``ordinary``: what sets nothing off; ``languages``: those of the patterns."""
        self._patterns = patterns
        self._rules = [rules_of(code) for code in languages]
        self._ordinary = ordinary
        self._wanted = _wanted(patterns)
        spaced = [one for one in self._wanted if not one.run]
        self._runs = [one for one in self._wanted if one.run]
        self._exact = _grouped((one.exact, one) for one in spaced)
        telling = [one for one in spaced if len(one.stem) >= STEM or one.stem == one.exact]
        self._stems = {code: _grouped((one.stem, one) for one in telling if one.language == code) for code in languages}
        self._near = Near(self._exact)

    def topics(self, text: str) -> tuple[str, ...]:
        """The codes of the concepts that the text names, the best match first."""
        found = list(tokens(clean(text)))
        words = _words(token for token in found if not token.run)
        hits = self._hits(words)
        for known in self._run_words("".join(written(token) for token in found if token.run)):
            hits[known] = [Hit(-1, Sure.SAME, COMPANY)]
        dull = self._dull(words)
        named = [(len(pattern.places), pattern.topic) for number, pattern in self._candidates(hits) if self._fits(pattern, hits, dull)]
        return tuple(dict.fromkeys(topic for _size, topic in sorted(named, key=lambda one: -one[0])))

    def _hits(self, words: Sequence[Typed]) -> dict[Known, list[Hit]]:
        """Where which words of patterns stand."""
        hits: dict[Known, list[Hit]] = defaultdict(list)
        for word in words:
            for known, sure in self._meant(word):
                hits[known].append(Hit(word.at, sure, len(known.exact)))
        return hits

    def _meant(self, word: Typed) -> Iterator[tuple[Known, Sure]]:
        """The words of patterns that a typed word is, is a form of, or is mistyped for."""
        exact = DRAWN.sub(r"\1", fold(word.text))
        same = dict.fromkeys(self._exact.get(exact, ()), Sure.SAME)
        dull = exact in self._ordinary.words
        for rules in self._rules if not (dull or word.pair) else ():
            same |= dict.fromkeys(self._stems[rules.code].get(rules.stem(word.text), ()), Sure.SAME)
        yield from same.items()
        for known, sure in self._near.of(exact) if not word.pair else ():
            yield from ((one, Sure.GUESS if dull else sure) for one in self._exact[known] if one not in same)

    def _run_words(self, text: str) -> Iterator[Known]:
        """The bits of patterns in the text of scripts without spaces."""
        for bit in self._ordinary.runs if text else ():
            text = text.replace(bit, " ")
        once = squeezed(text)
        yield from (known for known in self._runs if text and holds(text, once, known.exact))

    def _candidates(self, hits: Mapping[Known, object]) -> Iterator[tuple[int, Pattern]]:
        """The patterns of which every place finds something."""
        filled: dict[int, set[int]] = defaultdict(set)
        for known in hits:
            for one in self._wanted[known]:
                filled[one // MOST_PLACES].add(one % MOST_PLACES)
        for number, places in filled.items():
            if len(places) == len(self._patterns[number].places):
                yield number, self._patterns[number]

    def _dull(self, words: Sequence[Typed]) -> list[frozenset[int]]:
        """Where the words of each ordinary phrase stand nearest to each other, which say nothing by themselves."""
        stands: dict[str, list[int]] = defaultdict(list)
        for word in words:
            stands[fold(word.text)].append(word.at)
        found = [phrase for phrase in self._ordinary.several if all(not place.isdisjoint(stands) for place in phrase)]
        return [_nearest([[at for word in place if word in stands for at in stands[word]][:FIRST] for place in phrase]) for phrase in found]

    def _fits(self, pattern: Pattern, hits: Mapping[Known, Sequence[Hit]], dull: Sequence[frozenset[int]]) -> bool:
        """Do the words found make the whole pattern? Not where all of them belong to one ordinary phrase."""
        places = [sorted((hit for known in place for hit in hits.get(known, ())), key=lambda hit: -hit.sure)[:MOST] for place in pattern.places]
        if len(places) == 1:
            return any(hit.sure >= Sure.ALONE and not any(hit.at in phrase for phrase in dull) for hit in places[0])
        return any(_together(chosen) and not any(phrase.issuperset(hit.at for hit in chosen) for phrase in dull) for chosen in _choices(places))


def _wanted(patterns: Sequence[Pattern]) -> dict[Known, array[int]]:
    """Where each word is wanted: the number of a pattern times ``MOST_PLACES`` and that of a place in it. They are tens of thousands: kept small."""
    found: dict[Known, array[int]] = defaultdict(partial(array, "I"))
    for number, pattern in enumerate(patterns):
        for place, several in enumerate(pattern.places):
            for one in several:
                found[one].append(number * MOST_PLACES + place)
    return dict(found)


def _grouped(pairs: Iterable[tuple[Key, Known]]) -> dict[Key, tuple[Known, ...]]:
    """The words by their keys."""
    found: dict[Key, list[Known]] = defaultdict(list)
    for key, one in pairs:
        found[key].append(one)
    return {key: tuple(several) for key, several in found.items()}


def _words(found: Iterable[Token]) -> list[Typed]:
    """The words of a text: joined and in parts, and every two neighbours in one."""
    whole = [("".join(part.text for part in token.parts), token) for token in found]
    words = [Typed(text, at) for at, (text, _token) in enumerate(whole)]
    words += [Typed(part.text, at) for at, (_text, token) in enumerate(whole) if len(token.parts) > 1 for part in token.parts]
    return words + [Typed(one[0] + other[0], at, True) for at, (one, other) in enumerate(pairwise(whole))]


def _nearest(places: Sequence[Sequence[int]]) -> frozenset[int]:
    """One of the numbers of each place, so that they lie as near to each other as they can."""
    return frozenset(min(product(*places), key=lambda chosen: max(chosen) - min(chosen)))


def _choices(places: Sequence[Sequence[Hit]], chosen: tuple[Hit, ...] = ()) -> Iterator[tuple[Hit, ...]]:
    """All ways to give each place a word of its own."""
    if len(chosen) == len(places):
        yield chosen
        return
    for hit in places[len(chosen)]:
        if hit.at < 0 or all(hit.at != other.at for other in chosen):
            yield from _choices(places, (*chosen, hit))


def _together(chosen: Sequence[Hit]) -> bool:
    """Do the words stand near each other, and are enough of them as they should be?"""
    at = [hit.at for hit in chosen if hit.at >= 0]
    between = max(at) - min(at) + 1 - len(at) if at else 0
    right = [hit.length for hit in chosen if hit.sure is Sure.SAME]
    least = min(hit.sure for hit in chosen)
    if least <= Sure.LOOSE and (between > BETWEEN_LOOSE or sum(right) < COMPANY or (least is Sure.GUESS and len(right) < 2)):
        return False
    return between <= BETWEEN and 2 * len(right) >= len(chosen)
