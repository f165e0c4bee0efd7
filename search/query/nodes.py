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


Node = Term | Phrase | Sum | Best


def scaled(node: Node, factor: float) -> Node:
    """The same node with ``factor`` times its score."""
    if factor == 1:
        return node
    if isinstance(node, Term):
        return Term(node.field, node.text, node.weight * factor)
    if isinstance(node, Phrase):
        return Phrase(node.stems, node.gap, node.weight * factor)
    return type(node)(tuple(scaled(part, factor) for part in node.parts))


def best_of(nodes: Iterable[Node]) -> Node:
    """``Best`` of the nodes, or the only one."""
    parts = tuple(nodes)
    return parts[0] if len(parts) == 1 else Best(parts)


def sum_of(nodes: Iterable[Node]) -> Node:
    """``Sum`` of the nodes, or the only one."""
    parts = tuple(nodes)
    return parts[0] if len(parts) == 1 else Sum(parts)
