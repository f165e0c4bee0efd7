"""Where the reader is: used for this one answer, kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from search.engines.base import Point
from taxonomy.areas import cautions, country_in, unsaved_area
from taxonomy.fold import fold
from taxonomy.gazetteer import find_area
from taxonomy.models import Area
from taxonomy.names import area_name, area_names
from taxonomy.shipped import area_parents
from taxonomy.towns import Town, find_places

FEW_WORDS: Final = 6
"""Of more words nobody looks for a comma that was left out."""


class Meant(NamedTuple):
    """A place that may be meant, and the code of its country."""

    name: str
    country: str


@dataclass(frozen=True)
class Place:
    """The place that a reader typed. ``area`` is None where nobody knows it, or where it may be one of ``several``; then ``problem`` says so and
    ``choices`` are offered. ``name`` is that of the area. ``careful``: there help from a distance stands before what is near. ``town``: the one that
    was typed, which lies in the area. ``centre``: where the town of the name lies, on the globe."""

    typed: str
    area: Area | None
    name: str = ""
    careful: bool = False
    town: str = ""
    centre: Point | None = None
    several: tuple[Meant, ...] = ()

    @property
    def called(self) -> str:
        """The place as it is told to the reader: a town with the area that it lies in."""
        return in_area(self.town, self.name) if self.town else self.name

    @property
    def problem(self) -> str:
        """What to tell about a place that is not known."""
        if self.area:
            return ""
        if self.several:
            return _("Several places have this name. Choose one from the list.")
        return _("We do not know this place. Try the name of a country, or choose one from the list.")

    @property
    def lineage(self) -> list[str]:
        """The codes from the world down to the place; none where it is not known."""
        return self.area.lineage if self.area else []

    @property
    def point(self) -> Point | None:
        """Where it is on the globe, if that is known."""
        area = self.area
        if area is None or self.town or area.latitude is None or area.longitude is None:
            return self.centre
        return float(area.latitude), float(area.longitude)

    def choices(self, language: str) -> list[tuple[str, str]]:
        """What to choose from, each with what then stands for the place: what may be meant, else all countries; none where it is known."""
        if self.area:
            return []
        names = area_names((one.country for one in self.several), language)
        told = dict.fromkeys(in_area(one.name, names[one.country]) for one in self.several)
        return [(one, one) for one in told] or countries(language)


def place(typed: str, language: str) -> Place | None:
    """The place that ``typed`` means: an area by its code or by a name in any language of the hub, else a town; None where nothing was typed.

    Countries, regions and places that editors named are meant before all else. Of parts of countries and towns one is, where no other country has one
    of this name with nearly as many people: else the reader is asked.
    """
    if not typed:
        return None
    found = _understood(typed, language)
    if found.area or found.several:
        return found
    apart = (_understood(text, language) for text in _with_comma(typed))
    return next((replace(one, typed=typed) for one in apart if one.area), found)


def _with_comma(typed: str) -> Iterator[str]:
    """``lyon france`` as ``lyon, france``: with a comma in each gap, the last one first; of a few words only."""
    words = typed.split()
    for gap in reversed(range(1, len(words))) if len(words) <= FEW_WORDS else ():
        yield f"{' '.join(words[:gap])}, {' '.join(words[gap:])}"


def _understood(typed: str, language: str) -> Place:
    """The same, of what is typed as it stands."""
    area = find_area(typed)
    if area and area.kind != Area.Kind.SUBDIVISION:
        return _in(typed, area, language)
    found = find_places(typed)
    if area and all(one.country == country_in(area.lineage) for one in found):
        return _in(typed, area, language, found[0].town if found else None)
    if len(found) == 1:
        (one,) = found
        if one.part and (part := unsaved_area(one.part)):
            return _in(typed, part, language, one.town)
        if one.town and (around := unsaved_area(one.town.area)):
            return replace(_in(typed, around, language, one.town), town=one.town.name)
    names = area_names((one.part for one in found if not one.town), language)
    return Place(typed, None, several=tuple(Meant(one.town.name if one.town else names[one.part], one.country) for one in found))


def _in(typed: str, area: Area, language: str, town: Town | None = None) -> Place:
    """The place in an area, which may ask for caution. ``town``: one of its name, which is its centre if it lies there."""
    careful = cautions([area])[area.code] != Area.Caution.NONE
    centre = town.point if town and town.area in area.lineage else None
    return Place(typed, area, area_name(area, language), careful, centre=centre)


def in_area(name: str, area: str) -> str:
    """A place with the name of the area around it, as ``place`` understands it."""
    return _("%(place)s, %(country)s") % {"place": name, "country": area}


def countries(language: str) -> list[tuple[str, str]]:
    """Codes and names of all countries, in the order of their names in ``language``. No query."""
    names = area_names((code for code in area_parents() if code.isalpha()), language)
    return sorted(names.items(), key=lambda one: fold(one[1]))
