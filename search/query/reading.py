"""One language's reading of a query: its units, their neighbours, its stop words, and the tree that comes of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from search.analysis import Rules, Unit, Word
from search.analysis.nospace import characters, grams
from search.query.nodes import Node, also, best_of, scaled, sum_of
from search.query.pieces import Join, cuts, groups, neighbours
from search.query.ranking import CHANGED, apart_node, foreign_node, near_node, pair_nodes, stop_node, word_node
from search.query.vocabulary import Words

if TYPE_CHECKING:
    from search.query.spelling import Corrections

MOST_COMPLETIONS: Final = 15
"""So many of the commonest words that begin as the last one typed are looked for with it."""
ENOUGH: Final = 3_000
"""Once so many documents hold them, one more tells hardly anything and costs the most."""

Foreign = Mapping[str, Collection[tuple[str, float]]]
"""Stems of a language with weights, by the word of another one that they translate; none for one that hardly tells documents apart."""


class Item(NamedTuple):
    """Something of the query that scores: its node, its stem where it has one (for phrases), and whether it is a stop word."""

    node: Node | None
    stem: str | None = None
    stop: bool = False
    more: Node | None = None


def _neighbours(items: list[list[Item]]) -> Iterator[tuple[str, str]]:
    """The stems of every two items that stand one after the other."""
    stems = [item.stem for several in items for item in several]
    return ((one, two) for one, two in pairwise(stems) if one and two)


def _unit_nodes(items: list[Item]) -> list[Node]:
    """What of one unit scores: the parts of a word each for itself; of a run its pairs, and its characters only beside one of them."""
    needed = [item.node for item in items if item.node]
    more = [item.more for item in items if item.more]
    return [also(sum_of(needed), more)] if needed and more else [*needed, *more]


def _telling(beginning: str, completions: Iterable[tuple[str, int]]) -> Iterator[str]:
    """The commonest completions, until so many documents hold them that one more would tell hardly anything."""
    held = 0
    for exact, documents in completions:
        if held > ENOUGH:
            return
        held += documents
        if exact != beginning:
            yield exact


class Reading:
    """A query in one language. ``prefix``: its last word may be the beginning of one."""

    def __init__(self, units: Sequence[Unit], rules: Rules, words: Words, foreign: Foreign | None = None, *, prefix: bool = False) -> None:
        """``units`` by the rules of the language, ``words`` its vocabulary, ``foreign`` what words of other languages are called in it."""
        self.units = units
        self.rules = rules
        self.words = words
        self._foreign = foreign or {}
        self._last = self.units[-1].words[-1:] if prefix and self.units and not self.units[-1].run else ()

    @cached_property
    def _joins(self) -> list[Join]:
        """Neighbouring words that the index knows as one."""
        return list(neighbours(self.units, self.rules, self.words))

    @cached_property
    def _completions(self) -> dict[Word, list[str]]:
        """What the last word may go on to, and the last compound in its joined form."""
        if not self._last:
            return {}
        beginnings = {*self._last, self.units[-1].whole}
        return {word: list(_telling(word.exact, self.words.starting(word.exact, MOST_COMPLETIONS))) for word in beginnings}

    @cached_property
    def _cuts(self) -> dict[Word, list[tuple[str, ...]]]:
        """For each word the ways to cut it that the index knows."""
        return {unit.whole: cuts(unit.whole, self.rules, self.words) for unit in self.units if not unit.run}

    def begins(self, word: Word) -> bool:
        """Is it the beginning of a known word, typed last?"""
        return bool(self._completions.get(word))

    def doubtful(self) -> Iterator[Unit]:
        """Units that may need a correction: not those that the index knows joined or cut."""
        for unit in self.units:
            if unit.run or (self._joins and self._joined(unit.whole)):
                continue
            known_whole = unit.joined is not None and self.words.count(unit.joined.exact)
            foreign = any(word.exact in self._foreign for word in unit.words)
            if not (known_whole or foreign or self._cuts[unit.whole]):
                yield unit

    def _joined(self, word: Word) -> bool:
        """Does the index know it as a part of a longer word?"""
        return any(join.word.start <= word.start < join.word.end for join in self._joins)

    def node(self, corrections: Corrections) -> Node | None:
        """The tree of the whole query; None when it has no word. Stop words count in full when there is nothing else.

        Words are near each other as they were typed, and as they stand without the stop words between them.
        """
        items = [list(self._items(unit, corrections)) for unit in self.units]
        common = [item for several in items for item in several if item.stop]
        phrases = list(_neighbours(items))
        if len(common) < sum(map(len, items)):
            items = [[item for item in several if not item.stop] for several in items]
            phrases += _neighbours(items)
        else:
            common = []
        near = [near_node(*pair) for pair in dict.fromkeys(phrases)]
        nodes = [*self._groups(items, corrections)]
        return also(sum_of(nodes), [*near, *(stop_node(item.stem) for item in common if item.stem)]) if nodes else None

    def _groups(self, items: list[list[Item]], corrections: Corrections) -> Iterator[Node]:
        """The words one by one; where some are also known as one word, the better of both ways in each document."""
        compounds = (Join(place, place + 1, unit.joined) for place, unit in enumerate(self.units) if unit.joined)
        for places, joins in groups(len(self.units), [*compounds, *self._joins]):
            ways = [self._apart(items, places)]
            for join in joins:
                covered = self._apart(items, range(join.first, join.last))
                outside = self._apart(items, [place for place in places if not join.first <= place < join.last])
                ways.append([scaled(self._joined_node(join.word, corrections), max(1, len(covered))), *outside])
            if any(ways):
                yield best_of(sum_of(way) for way in ways if way)

    def _apart(self, items: list[list[Item]], places: Iterable[int]) -> list[Node]:
        """The nodes of the units at these places."""
        return [node for place in places for node in _unit_nodes(items[place])]

    def _joined_node(self, word: Word, corrections: Corrections) -> Node:
        """Several parts as one word. It weighs as much as its parts would."""
        return self._corrected_node(word, corrections) or self._open_node(word)

    def _items(self, unit: Unit, corrections: Corrections) -> Iterator[Item]:
        """What of a unit scores: the pairs of a run, the parts of a word."""
        if unit.run:
            return self._run_items(unit.whole.exact)
        return (self._word_item(word, corrections) for word in unit.words)

    def _run_items(self, run: str) -> Iterator[Item]:
        """The characters of a run, each with the pair that it begins."""
        if len(run) == 1:
            yield Item(best_of([word_node(run, run), *self._called(run)]), run, run in self.rules.stop)
            return
        pairs: list[str | None] = [*grams(run), None]
        for character, pair in zip(characters(run), pairs, strict=True):
            node, more = pair_nodes(character, pair)
            ways = [*([node] if node else []), *self._called(pair or character)]
            yield Item(best_of(ways) if ways else None, pair, pair in self.rules.stop, more)

    def _word_item(self, word: Word, corrections: Corrections) -> Item:
        """A word as corrected, else as typed with its completions and cuts."""
        corrected = self._corrected_node(word, corrections)
        if corrected:
            return Item(corrected, corrections.of(word, self.rules, self.words)[0][0].stem)
        stop = word.exact in self.rules.stop or self._foreign.get(word.exact) == ()
        if word in self._last and not stop:
            return Item(self._open_node(word))
        return Item(self._open_node(word), word.stem, stop)

    def _corrected_node(self, word: Word, corrections: Corrections) -> Node | None:
        """What may have been meant by the word, each in one piece or in several; None where it stays as typed."""
        meant = [
            scaled(best_of([self._node(one.exact, one.stem), *map(apart_node, cuts(one, self.rules, self.words))]), weight)
            for one, weight in corrections.of(word, self.rules, self.words)
        ]
        return best_of(meant) if meant else None

    def _open_node(self, word: Word) -> Node:
        """The word, or what it begins, or it in several pieces."""
        longer = [self._node(exact, self.rules.stem(exact), CHANGED) for exact in self._completions.get(word, ())]
        apart = (apart_node(stems) for stems in self._cuts.get(word, ()))
        return best_of([self._node(word.exact, word.stem), *longer, *apart, *self._called(word.exact)])

    def _called(self, exact: str) -> list[Node]:
        """What a word of another language is called in this one."""
        return [foreign_node(stem, weight) for stem, weight in self._foreign.get(exact, ())]

    def _node(self, exact: str, stem: str, weight: float = 1.0) -> Node:
        """A word that counts as much as it is rare in this language."""
        return word_node(exact, stem, weight * self.words.rarity(exact))
