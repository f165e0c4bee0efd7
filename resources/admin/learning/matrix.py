"""The matrix of help from a distance: rows of topics (or areas), columns of languages, and the same as a picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.text import capfirst

from resources.admin.fields import active_language
from search.learning import coverage
from taxonomy.areas import WORLD
from taxonomy.concepts import tree, walk
from taxonomy.fold import fold
from taxonomy.names import area_names, language_name
from taxonomy.shipped import area_parents

from .links import new_service, services_on

STRONGEST: Final = 4
Address = Callable[[str, str], str]
"""From the code of a row and of a language to an address."""


@dataclass(frozen=True)
class Cell:
    """How many services there are in ``language``. ``address``: where they stand, or where one is made; empty where this person makes none."""

    language: str
    number: int
    address: str

    @property
    def strength(self) -> int:
        """How dark the cell is: nought, one, two or three, four to seven, more."""
        return min(STRONGEST, self.number.bit_length())


@dataclass(frozen=True)
class Line:
    """A row: a topic, or an area. ``more``: the address of the other matrix, of this topic or area."""

    code: str
    label: str
    depth: int
    more: str
    cells: list[Cell]


@dataclass(frozen=True)
class Matrix:
    """``columns``: the names of the languages. ``empty``: how many cells have nobody."""

    columns: list[str]
    lines: list[Line]

    @property
    def empty(self) -> int:
        """How many cells have nobody."""
        return sum(not cell.number for line in self.lines for cell in line.cells)

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return sum(len(line.cells) for line in self.lines)


Row = tuple[str, str, int]
"""Code, name, depth."""


def topic_rows() -> list[Row]:
    """All topics."""
    return [(branch.concept.code, branch.label, depth) for branch, depth in walk(tree("topic", active_language()))]


def area_rows(top: str) -> list[Row]:
    """An area and those that lie in it; of the whole world the regions only, or nobody would see it at once."""
    codes = [code for code in (WORLD, *area_parents()) if top in coverage.lineage(code) and (top != WORLD or code.isdigit())]
    names = area_names(codes, active_language())
    depths = {code: len(coverage.lineage(code)) - len(coverage.lineage(top)) for code in codes}
    return [(code, names[code], depths[code]) for code in _in_order(top, codes, names)]


def _in_order(top: str, codes: Iterable[str], names: Mapping[str, str]) -> Iterator[str]:
    """What lies in an area after it, by name."""
    codes = list(codes)
    yield top
    for below in sorted((code for code in codes if area_parents().get(code) == top), key=lambda code: fold(names[code])):
        yield from _in_order(below, codes, names)


def of_topics(area: str, every_language: bool, may_add: bool) -> Matrix:
    """Topics by languages, for people in ``area``. Three queries, whatever the number of services; one more for every language."""
    counts = coverage.by_topic(area)
    return _matrix(
        topic_rows(),
        counts,
        every_language,
        some=lambda topic, language: services_on(topic, language, area),
        none=(lambda topic, language: new_service(topic, language, area)) if may_add else None,
        more="topic",
    )


def of_areas(topic: str, top: str, every_language: bool, may_add: bool) -> Matrix:
    """Areas by languages, for one topic. One query; one more for every language."""
    rows = area_rows(top)
    counts = coverage.by_area(topic, [code for code, _label, _depth in rows])
    return _matrix(
        rows,
        counts,
        every_language,
        some=lambda area, language: services_on(topic, language, area),
        none=(lambda area, language: new_service(topic, language, area)) if may_add else None,
        more="area",
    )


def _matrix(rows: list[Row], counts: Mapping[str, Counter[str]], every: bool, *, some: Address, none: Address | None, more: str) -> Matrix:
    """The lines with their cells."""
    spoken = coverage.help_languages() if every else coverage.hub_languages()
    names = {code: capfirst(language_name(code, active_language())) for code in spoken}

    def cell(code: str, language: str) -> Cell:
        number = counts[code][language] if code in counts else 0
        address = some(code, language) if number else none(code, language) if none else ""
        return Cell(names[language], number, address)

    lines = [Line(code, label, depth, f"?{more}={code}", [cell(code, one) for one in spoken]) for code, label, depth in rows]
    return Matrix([names[one] for one in spoken], lines)
