"""The tree of areas: what lies in what, and how an area comes to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import QuerySet

from taxonomy import shipped, subdivisions
from taxonomy.models import Area

WORLD = "001"


def ensure_areas() -> int:
    """Make the world, the M49 regions and all countries where they are missing. Returns how many were made; what editors changed stays."""
    with transaction.atomic():
        known = {area.code: area for area in Area.objects.all()}
        parents = {WORLD: "", **shipped.area_parents()}
        missing = [code for code in parents if code not in known]
        for ready in _by_level(missing, parents):
            made = [Area(code=code, kind=_kind(code), parent=known.get(parents[code])) for code in ready]
            for area in made:
                area.path = area.path_below_parent()
            known |= {area.code: area for area in Area.objects.bulk_create(made)}
    return len(missing)


def _by_level(codes: list[str], parents: dict[str, str]) -> Iterator[list[str]]:
    """``codes`` in groups, so that each stands in a later group than its parent."""
    rest = set(codes)
    while ready := [code for code in codes if code in rest and parents[code] not in rest]:
        rest -= set(ready)
        yield ready


def _kind(code: str) -> Area.Kind:
    """World, region or country, by the look of the code."""
    if code == WORLD:
        return Area.Kind.WORLD
    return Area.Kind.REGION if code.isdigit() else Area.Kind.COUNTRY


def area_for(code: str) -> Area | None:
    """The area of ``code`` in any case. A subdivision of ISO 3166-2 is made under its country when first used; None for any other unknown code."""
    code = code.strip().upper()
    if found := Area.objects.filter(code__iexact=code).first():
        return found
    parent = subdivisions.parent_of(code)
    above = area_for(parent) if parent else None
    return Area.objects.get_or_create(code=code, defaults={"kind": Area.Kind.SUBDIVISION, "parent": above})[0] if above else None


def unsaved_area(code: str) -> Area | None:
    """As ``area_for``, but nothing is written: a subdivision nobody used yet has its path and no primary key. For reading pages."""
    if found := Area.objects.filter(code__iexact=code).first():
        return found
    parent = subdivisions.parent_of(code.upper())
    above = unsaved_area(parent) if parent else None
    return Area(code=code.upper(), kind=Area.Kind.SUBDIVISION, parent=above, path=f"{above.path}{code.upper()}/") if above else None


def ancestors(area: Area) -> list[Area]:
    """The areas in which ``area`` lies, from the world down, without itself (one query)."""
    return list(Area.objects.filter(code__in=area.lineage[:-1]).order_by("path"))


def descendants(area: Area) -> QuerySet[Area]:
    """All areas that lie in ``area``, without itself, in the order of the tree."""
    return Area.objects.filter(path__startswith=area.path).exclude(code=area.code)


def country_in(lineage: Iterable[str]) -> str:
    """The country among the codes from the world down to an area; empty for what is wider than a country. No query."""
    return next((code for code in lineage if code.isalpha()), "")


def covers(area: Area, other: Area) -> bool:
    """Does ``other`` lie in ``area`` or is it the same? No query."""
    return other.path.startswith(area.path)


def cautions(areas: Iterable[Area]) -> dict[str, Area.Caution]:
    """The inherited caution of each of ``areas`` by code, in one query for all."""
    areas = list(areas)
    codes = {code for area in areas for code in area.lineage}
    own = dict(Area.objects.filter(code__in=codes).values_list("code", "caution"))
    return {area.code: Area.strictest(own.get(code, "") for code in area.lineage) for area in areas}
