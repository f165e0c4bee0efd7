"""The matrix as a picture: where squares go, for a drawing made on the server. In languages that run from right to left it is the other way round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .matrix import Matrix

NAMES: Final = 220
"""Room for the names of the rows."""
WIDE: Final = 68
HIGH: Final = 24
HEAD: Final = 30
GAP: Final = 3
INDENT: Final = 12
LONGEST: Final = 34
"""Letters of a name that fit."""


@dataclass(frozen=True)
class Square:
    """A cell: its corner, its size, how dark it is. ``said``: what a pointer is told."""

    x: int
    y: int
    strength: int
    said: str
    width: int = WIDE - GAP
    height: int = HIGH - GAP

    @property
    def right(self) -> int:
        """The other side."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The lower side."""
        return self.y + self.height


@dataclass(frozen=True)
class Word:
    """A text, and where it begins (a row) or has its middle (a column)."""

    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Picture:
    """What is drawn."""

    width: int
    height: int
    rows: list[Word]
    columns: list[Word]
    squares: list[Square]


def draw(matrix: Matrix, right_to_left: bool) -> Picture:
    """The picture of ``matrix``."""
    width = NAMES + WIDE * len(matrix.columns)

    def across(x: int, wide: int = 0) -> int:
        return width - x - wide if right_to_left else x

    return Picture(
        width,
        HEAD + HIGH * len(matrix.lines),
        [Word(across(line.depth * INDENT), HEAD + HIGH * at + 16, shortened(line.label)) for at, line in enumerate(matrix.lines)],
        [Word(across(NAMES + WIDE * at + WIDE // 2), HEAD - 10, name) for at, name in enumerate(matrix.columns)],
        [
            Square(across(NAMES + WIDE * column, WIDE - GAP), HEAD + HIGH * at, cell.strength, f"{line.label}, {cell.language}: {cell.number}")
            for at, line in enumerate(matrix.lines)
            for column, cell in enumerate(line.cells)
        ],
    )


def shortened(text: str) -> str:
    """A name that fits."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
