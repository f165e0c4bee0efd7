"""What people say when it is urgent, as patterns: each a few places, of which each wants one of some words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import prod
from typing import Final, NamedTuple

from search.analysis import Rules, clean, fold, rules_of
from search.analysis.tokens import Token, tokens
from taxonomy import shipped

EITHER: Final = "/"
MOST_JOINED: Final = 12
"""Ways to write a pattern without spaces that are worth knowing."""
SHORTEST_JOINED: Final = 8


class Known(NamedTuple):
    """A word of a pattern: its exact form and stem. ``run``: script without spaces, no stem."""

    language: str
    exact: str
    stem: str = ""
    run: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """``topic`` is named where every place finds one of its words."""

    topic: str
    places: tuple[tuple[Known, ...], ...]


@dataclass(frozen=True)
class Ordinary:
    """What sets nothing off, in any language: phrases of ``several`` places, each with the words that may stand there; ``words`` that are no mistyped
    others, ``runs`` without spaces."""

    several: tuple[tuple[frozenset[str], ...], ...]
    words: frozenset[str]
    runs: frozenset[str]


def written(token: Token) -> str:
    """All letters of a token in one form: "can't" is "cant", a half-space is none."""
    return fold("".join(part.text for part in token.parts))


def _known(text: str, rules: Rules) -> Iterator[Known]:
    """The words of a bit of a pattern."""
    for token in tokens(clean(text)):
        exact = written(token)
        yield Known(rules.code, exact, "" if token.run else rules.stem("".join(part.text for part in token.parts)), token.run)


def _places(line: str, rules: Rules) -> tuple[tuple[Known, ...], ...]:
    """The places of one line of a file of phrases."""
    return tuple(tuple(one for word in bit.split(EITHER) for one in _known(word, rules)) for bit in line.split())


def _label_places(label: str, rules: Rules, keep: Collection[str]) -> tuple[tuple[Known, ...], ...]:
    """The places of a label or synonym of a concept: common words do not count, unless they decide, or but one other would be left."""
    words = list(_known(label, rules))
    decide = [one for one in words if one.exact not in rules.stop or one.exact in keep]
    return tuple((one,) for one in (decide if len(decide) > 1 else words))


def _joined(pattern: Pattern) -> Iterator[Pattern]:
    """The pattern as typed without its spaces, where it is two or three words long and its words are few."""
    spaced = not any(one.run for place in pattern.places for one in place)
    if spaced and 2 <= len(pattern.places) <= 3 and prod(map(len, pattern.places)) <= MOST_JOINED:
        for words in product(*pattern.places):
            exact = "".join(one.exact for one in words)
            if len(exact) >= SHORTEST_JOINED:
                yield Pattern(pattern.topic, ((Known(words[0].language, exact, exact),),))


def patterns(words: Mapping[str, Mapping[str, Iterable[str]]]) -> list[Pattern]:
    """All patterns of the urgent concepts: from their words by code and language (``taxonomy.labels.urgent_words``) and from the shipped phrases."""
    made: dict[Pattern, None] = {}
    for topic, by_language in words.items():
        for language, several in by_language.items():
            rules, extra = rules_of(language), shipped.urgent(language)
            keep = {fold(clean(word)) for word in extra.keep}
            every = [_label_places(one, rules, keep) for one in several] + [_places(line, rules) for line in extra.phrases.get(topic, ())]
            dropped = {frozenset(one.exact for one in _known(line, rules)) for line in extra.ordinary}
            for places in every:
                if places and all(places) and frozenset(one.exact for place in places for one in place) not in dropped:
                    made[Pattern(topic, places)] = None
    return _sharing([*made, *(joined for one in made for joined in _joined(one))])


def _sharing(several: Iterable[Pattern]) -> list[Pattern]:
    """The same patterns, with one object for each word, however many it stands in: there are twice as many places as words."""
    same: dict[Known, Known] = {}
    return [Pattern(one.topic, tuple(tuple(same.setdefault(word, word) for word in place) for place in one.places)) for one in several]


@cache
def ordinary(languages: tuple[str, ...]) -> Ordinary:
    """What the files of phrases call ordinary, stop words, and the words by which all other topics are called: whoever types one of them means it."""
    lines: list[tuple[tuple[Known, ...], ...]] = []
    said: set[str] = set()
    for rules in map(rules_of, languages):
        lines += [places for line in shipped.urgent(rules.code).ordinary if (places := _places(line, rules))]
        cries = {one.stem for one in _label_words(rules, urgent=True)}
        said |= rules.stop | {one.exact for one in _label_words(rules, urgent=False) if one.stem not in cries}
    runs = frozenset(one.exact for line in lines for place in line for one in place if one.run)
    spaced = [tuple(frozenset(one.exact for one in place) for place in line) for line in lines if not line[0][0].run]
    return Ordinary(tuple(line for line in spaced if len(line) > 1), frozenset(said.union(*(line[0] for line in spaced if len(line) == 1))), runs)


def _label_words(rules: Rules, urgent: bool) -> Iterator[Known]:
    """The words by which the shipped topics are called, the urgent ones or the others; not those of scripts without spaces."""
    codes = {(one["scheme"], one["code"]) for one in shipped.concepts() if one["urgent"] is urgent}
    for key, label in shipped.labels(rules.code).items():
        for name in (label["label"], *label["also"]) if key in codes else ():
            yield from (one for one in _known(name, rules) if not one.run)
