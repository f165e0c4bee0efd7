"""The weights of the ranking, measured on question-answering collections turned into searches, and what a single word scores."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

from search.query.nodes import Also, Node, Phrase, Sum, Term, scaled

STEM: Final = 1.0
EXACT: Final = 0.5
TITLE: Final = 0.3
STOP_WORD: Final = 0.1
PHRASE: Final = 0.25
PHRASE_GAP: Final = 2
"""Two words of the query that stand within two words of each other, in order, score ``PHRASE`` more."""
THROUGH: Final = 0.2
"""A text that the reader does not read weighs so much of one that they do, where it only lends its family; its title weighs in full."""
CHANGED: Final = 0.8
"""What the index knows instead of a word typed (a correction, a completion) weighs this much of it."""

LIFT: Final = 4.0
"""What is about a topic that the text names scores so much more than what only has the words: about as much as a further word of some rarity."""


def rarity(here: int, everywhere: int, documents: int) -> float:
    """How much more a word tells that ``here`` documents of its language hold, of ``everywhere`` that do in any, than the engine believes.

    An engine counts all languages together: to it "mailvelope" in a Chinese query is as common as in English pages. For the words that only one
    language has this is 1.
    """
    return _telling(here, documents) / _telling(everywhere, documents) if 0 < here < everywhere else 1.0


def _telling(holding: int, documents: int) -> float:
    """BM25's weight of a word that so many of the documents hold."""
    return math.log1p((max(0, documents - holding) + 0.5) / (holding + 0.5))


def word_node(exact: str, stem: str, weight: float = 1.0) -> Node:
    """A word: its stem, its exact form, its stem in the title."""
    return Sum((Term("s", stem, STEM * weight), Term("e", exact, EXACT * weight), Term("ts", stem, TITLE * weight)))


def pair_nodes(character: str, pair: str | None) -> tuple[Node | None, Node]:
    """Two characters of a script without spaces (None where the first is the last of its run), and the first of them by itself."""
    alone = Term("e", character, EXACT)
    return (Sum((Term("s", pair, STEM), Term("ts", pair, TITLE))) if pair else None), alone


def foreign_node(stem: str, weight: float) -> Node:
    """What a word of another language is called, as its stem."""
    return Sum((Term("s", stem, STEM * weight), Term("ts", stem, TITLE * weight)))


def near_node(first: str, second: str) -> Node:
    """Two stems close to each other."""
    return Phrase((first, second), PHRASE_GAP, PHRASE)


def apart_node(stems: tuple[str, ...]) -> Node:
    """A word that stands in several pieces, one right after the other."""
    return Phrase(stems, 0, STEM)


def lent(node: Node) -> Node:
    """What documents score that only lend their families to the results."""
    if isinstance(node, Term | Phrase):
        in_title = isinstance(node, Term) and node.field == "ts"
        return node if in_title else scaled(node, THROUGH)
    if isinstance(node, Also):
        return Also(lent(node.main), tuple(lent(one) for one in node.more))
    return replace(node, parts=tuple(lent(part) for part in node.parts))


def stop_node(stem: str) -> Node:
    """A word that hardly tells documents apart."""
    return Term("s", stem, STOP_WORD)
