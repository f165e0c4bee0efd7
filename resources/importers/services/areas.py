"""Areas that an import needs: made when first used."""

from __future__ import annotations

from taxonomy.areas import area_for
from taxonomy.models import Area, AreaLabel

from ..report import BadEntryError


def ensure_area(code: str) -> Area:
    """The area ``code``. A subdivision, or a place below a known area (``GB-ENG.london``), is made. Raises BadEntryError where it cannot be."""
    if found := area_for(code):
        return found
    parent = area_for(code.rpartition(".")[0])
    if parent is None:
        raise BadEntryError(f"there is no area {code}")
    return Area.objects.create(code=code, kind=Area.Kind.PLACE, parent=parent)


def make_places(places: dict[str, dict[str, str]]) -> None:
    """The places that a mapping makes, with their names, so that they are found by these. Names that editors gave stay."""
    for code in sorted(places):
        area = ensure_area(code)
        for language, name in places[code].items():
            AreaLabel.objects.get_or_create(area=area, language=language, defaults={"name": str(name)})
