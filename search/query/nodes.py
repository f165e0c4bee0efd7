"""What an engine is asked, as a small tree: terms in fields, phrases, sums and alternatives. Each engine turns it into its own queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

Field = Literal["s", "e", "ts"]
"""``s``: stems of the whole document (title twice), with positions; ``e``: exact folded forms of the same; ``ts``: stems of the title."""

FIELDS: Final[tuple[Field, ...]] = ("s", "e", "ts")


@dataclass(frozen=True, slots=True)
class Term:
    """Documents with this term in the field; scores BM25 times ``weight``."""

    field: Field
    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Documents whose field ``s`` has these stems in this order with at most ``gap`` other words between; scores BM25 times ``weight``."""

    stems: tuple[str, ...]
    gap: int = 0
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Sum:
    """Documents that match any part; the scores of the parts add up."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Best:
    """Documents that match any part; the best of the parts' scores counts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Also:
    """Documents that match ``main``; the scores of those of ``more`` that they match as well add up with its score."""

    main: Node
    more: tuple[Node, ...]

    @property
    def parts(self) -> tuple[Node, ...]:
        """All of it."""
        return (self.main, *self.more)


Node = Term | Phrase | Sum | Best | Also


def scaled(node: Node, factor: float) -> Node:
    """The same node with ``factor`` times its score."""
    if factor == 1:
        return node
    if isinstance(node, Term):
        return Term(node.field, node.text, node.weight * factor)
    if isinstance(node, Phrase):
        return Phrase(node.stems, node.gap, node.weight * factor)
    if isinstance(node, Also):
        return Also(scaled(node.main, factor), tuple(scaled(one, factor) for one in node.more))
    return type(node)(tuple(scaled(part, factor) for part in node.parts))


def best_of(nodes: Iterable[Node]) -> Node:
    """``Best`` of the nodes, or the only one."""
    parts = tuple(nodes)
    return parts[0] if len(parts) == 1 else Best(parts)


def sum_of(nodes: Iterable[Node]) -> Node:
    """``Sum`` of the nodes, or the only one."""
    parts = tuple(nodes)
    return parts[0] if len(parts) == 1 else Sum(parts)


def also(main: Node, more: Iterable[Node]) -> Node:
    """``Also``, or the main node alone where there is no more."""
    parts = tuple(more)
    return Also(main, parts) if parts else main
