"""Where the reader is: used for this one answer, kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from search.engines.base import Point
from taxonomy.areas import cautions
from taxonomy.fold import fold
from taxonomy.gazetteer import find_area
from taxonomy.models import Area
from taxonomy.names import area_name, area_names
from taxonomy.shipped import area_parents


@dataclass(frozen=True)
class Place:
    """The place that a reader typed. ``area`` is None where nobody knows it; then ``problem`` says so and ``countries`` are offered. ``careful``:
    there help from a distance stands before what is near."""

    typed: str
    area: Area | None
    name: str = ""
    careful: bool = False

    @property
    def problem(self) -> str:
        """What to tell about a place that is not known."""
        return "" if self.area else _("We do not know this place. Try the name of a country, or choose one from the list.")

    @property
    def lineage(self) -> list[str]:
        """The codes from the world down to the place; none where it is not known."""
        return self.area.lineage if self.area else []

    @property
    def point(self) -> Point | None:
        """Where it is on the globe, if that is known."""
        area = self.area
        return None if area is None or area.latitude is None or area.longitude is None else (float(area.latitude), float(area.longitude))

    def countries(self, language: str) -> list[tuple[str, str]]:
        """Codes and names of all countries, for a list to choose from; none where the place is known."""
        return [] if self.area else countries(language)


def place(typed: str, language: str) -> Place | None:
    """The place that ``typed`` means (a code, or a name in any language of the hub); None where nothing was typed."""
    if not typed:
        return None
    area = find_area(typed)
    if area is None:
        return Place(typed, None)
    return Place(typed, area, area_name(area, language), cautions([area])[area.code] != Area.Caution.NONE)


def countries(language: str) -> list[tuple[str, str]]:
    """Codes and names of all countries, in the order of their names in ``language``. No query."""
    names = area_names((code for code in area_parents() if code.isalpha()), language)
    return sorted(names.items(), key=lambda one: fold(one[1]))
