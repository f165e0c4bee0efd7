"""Where people are helped in person. Of a withheld or approximate place nothing but area and town is held, and nothing else is said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from resources.codes import LocationKind

from .changed import Changed, Changes
from .traces import ON_THE_WAY


@dataclass(frozen=True)
class Place:
    """A place. ``lines``: the address, or what may be told of it; ``text`` the same in one line; ``note``: what to know before going there;
    ``changed``: the address is new, and nobody has confirmed it."""

    kind: str
    lines: list[str]
    text: str
    note: str
    changed: Changed | None = None


def places_of(facts: Any, names: dict[str, str], changes: Changes | None = None) -> list[Place]:
    """The places of a service, with the names of areas by code."""
    places = [(row, _place(row, names.get(row.area.code, row.area.code))) for row in facts.locations.all()]
    return [replace(place, changed=(changes or {}).get(("locations", row.pk))) for row, place in places]


def _place(row: Any, area: str) -> Place:
    """One place."""
    if row.kind == LocationKind.EXACT:
        lines = [line for line in (row.street, f"{row.postcode} {row.town}".strip(), area) if line]
        return Place(row.kind, lines, ", ".join(lines), str(ON_THE_WAY))
    lines = [line for line in (row.town, area) if line]
    note = (
        _("The address is told to people who get in touch.")
        if row.kind == LocationKind.APPROXIMATE
        else _("The address is kept secret, so that people are safe there. It is told to people who get in touch.")
    )
    return Place(row.kind, lines, ", ".join(lines), note)
