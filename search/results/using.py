"""How something can be used from where the reader is, in one sentence: by which ways, where, in which languages, at what cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from typing import Final

from django.utils.translation import gettext as _

from search.forms import Asked
from search.kinds import REGISTRY
from search.ladder import Place
from search.models import SearchDocument
from search.reach import ANY, HOLDS, Usable, usable
from taxonomy.areas import WORLD
from taxonomy.names import language_name

MOST_NAMED: Final = 3
"""Languages that are named where the reader reads none of them."""


def codes_to_name(row: SearchDocument, place: Place) -> set[str]:
    """The codes of all areas that ``how`` may name."""
    return {*place.lineage, *(code for town, code in row.card.get("places", ()) if not town)}


def how(row: SearchDocument, place: Place, asked: Asked, names: Mapping[str, str]) -> str:
    """The sentence; empty where nothing is to be said. ``names`` of areas by code."""
    said = usable(row.reach, place.lineage, (*asked.own_languages, ANY))
    if said.met or said.distant:
        return _("You can use it: %(how)s.") % {"how": in_a_row(_parts(row, said, asked, names))}
    holds = [area for area in place.lineage if f"{HOLDS}:{area}" in row.reach and area != WORLD]
    return _("It holds here: %(area)s.") % {"area": names[holds[0]]} if holds else ""


def _parts(row: SearchDocument, said: Usable, asked: Asked, names: Mapping[str, str]) -> Iterator[str]:
    """The parts of the sentence."""
    ways = REGISTRY.ways
    if said.distant:
        yield from (str(ways[one]) for one in row.channels if one in ways)
        if said.areas:
            yield _("from anywhere") if said.areas[0] == WORLD else _("all of %(area)s") % {"area": names[said.areas[0]]}
        yield from (_("in %(language)s") % {"language": name} for name in _spoken(row, said, asked))
    if said.met:
        towns = dict.fromkeys(town or names[code] for town, code in row.card.get("places", ()))
        yield _("in person: %(place)s") % {"place": in_a_row(towns)} if towns else _("in person")
    if "free" in row.costs:
        yield _("free of charge")


def _spoken(row: SearchDocument, said: Usable, asked: Asked) -> list[str]:
    """The languages of help that the reader reads, by name; all of them where the reader reads none."""
    return [language_name(code, asked.language) for code in said.languages or row.help_languages[:MOST_NAMED]]


def in_a_row(parts: Iterable[str]) -> str:
    """The parts with commas between, as the active language writes them."""
    return reduce(lambda one, two: _("%(one)s, %(two)s") % {"one": one, "two": two}, parts)
