"""From where something can be used, as codes that any engine can look up: what is offered becomes codes, and so does a place.

Help in person needs a place there and must be meant for people there. Help from a distance must be meant for people there, in a language that the
reader reads. Pages to read hold for areas. An area is given by its lineage: the codes from the world down to itself (``taxonomy.models.Area``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from taxonomy.areas import WORLD, country_in
from taxonomy.help_languages import base

Lineage = Sequence[str]

HERE: Final = "here"
REGION: Final = "region"
COUNTRY: Final = "country"
ANYWHERE: Final = "anywhere"
NAMES: Final = (HERE, REGION, COUNTRY, ANYWHERE)
"""The rungs, nearest first."""

PLACED, MET, SENT, SENT_INTO, HOLDS, HOLDS_IN = "place", "meet", "from", "from-in", "holds", "holds-in"
"""What the codes begin with: it is there for people there; it is there for people of an area; from a distance, for an area, or one inside; a page
holds for an area, or one inside."""
ANY: Final = "any"
"""Stands for all languages, in place of one: ``reach_rungs(place, [ANY])`` is what can be used by who reads all of them."""


@dataclass(frozen=True)
class Offer:
    """What a service offers: ``areas``: where people may be; ``places``: where it meets them in person; ``languages``: in which it helps from a
    distance (codes of any kind), none where it does not."""

    areas: Sequence[Lineage] = ()
    places: Sequence[Lineage] = ()
    languages: Iterable[str] = ()


@dataclass(frozen=True)
class ReachRung:
    """What can be used from a place on one level: ``area`` is its code."""

    name: str
    area: str
    codes: tuple[str, ...] = field(repr=False)


def offer_codes(offer: Offer) -> tuple[str, ...]:
    """The codes of what a service offers, each once."""
    return tuple(dict.fromkeys([*_in_person(offer), *_from_a_distance(offer)]))


def _in_person(offer: Offer) -> Iterator[str]:
    """Each area that a place lies in, with the areas of people that it can be for."""
    for place in offer.places:
        for depth, within in enumerate(place, start=1):
            for area in offer.areas:
                if within in area:
                    yield f"{PLACED}:{within}"
                if within in area or area[-1] in place[:depth]:
                    yield f"{MET}:{within}:{area[-1]}"


def _from_a_distance(offer: Offer) -> Iterator[str]:
    """Each area in each language, and the areas above it."""
    spoken = {base(code) for code in offer.languages}
    for language in [*sorted(spoken), *([ANY] if spoken else [])]:
        for area in offer.areas:
            yield f"{SENT}:{area[-1]}:{language}"
            yield from (f"{SENT_INTO}:{above}:{language}" for above in area[:-1])


def page_codes(areas: Iterable[Lineage]) -> tuple[str, ...]:
    """The codes of a page to read that holds for ``areas``: none means everywhere."""
    lineages = list(areas) or [(WORLD,)]
    exact = (f"{HOLDS}:{area[-1]}" for area in lineages)
    return tuple(dict.fromkeys([*exact, *(f"{HOLDS_IN}:{above}" for area in lineages for above in area[:-1])]))


def reach_rungs(place: Lineage, languages: Iterable[str]) -> list[ReachRung]:
    """The levels on which things can be used from ``place`` by a reader of ``languages``, nearest first; those wider than a country are one."""
    read = sorted({base(code) for code in languages})
    country = place.index(country_in(place) or place[-1])
    here, wider = place[-1], place[:country]
    inside = (f"{PLACED}:{here}", f"{HOLDS_IN}:{here}", *(f"{SENT_INTO}:{here}:{language}" for language in read))
    rungs = [ReachRung(HERE, here, (*inside, *_level(here, place, read)))]
    if between := place[country + 1 : -1]:
        rungs.append(ReachRung(REGION, between[-1], tuple(code for area in between for code in _level(area, place, read))))
    if country < len(place) - 1:
        rungs.append(ReachRung(COUNTRY, place[country], _level(place[country], place, read)))
    if wider:
        rungs.append(ReachRung(ANYWHERE, WORLD, tuple(code for area in wider for code in _distant(area, read))))
    return rungs


def _level(area: str, place: Lineage, languages: Iterable[str]) -> tuple[str, ...]:
    """The codes of what is in ``area`` and meant for people at ``place``, or comes from a distance for all of ``area``."""
    return (*(f"{MET}:{area}:{people}" for people in place), *_distant(area, languages))


def _distant(area: str, languages: Iterable[str]) -> tuple[str, ...]:
    """The codes of what needs no place, for all of ``area``."""
    return (f"{HOLDS}:{area}", *(f"{SENT}:{area}:{language}" for language in languages))


def anywhere(languages: Iterable[str]) -> tuple[str, ...]:
    """The codes of help from a distance that is meant for people everywhere, in these languages."""
    return tuple(f"{SENT}:{WORLD}:{language}" for language in sorted({base(code) for code in languages}))


@dataclass(frozen=True)
class Usable:
    """How something can be used from a place, read from its codes: ``met`` in person, ``distant``: from a distance. Then ``areas`` are those it is
    for in which the whole place lies, widest first, and ``languages`` those of help that were asked for."""

    met: bool = False
    distant: bool = False
    areas: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


def usable(codes: Iterable[str], place: Lineage, languages: Iterable[str]) -> Usable:
    """What codes say to a reader of ``languages`` at ``place``."""
    wanted = {code for rung in reach_rungs(place, languages) for code in rung.codes}
    parts = [code.split(":") for code in codes if code in wanted]
    distant = [one for one in parts if one[0] in (SENT, SENT_INTO)]
    areas = tuple(area for area in place if any(one[0] == SENT and one[1] == area for one in distant))
    spoken = tuple(sorted({one[2] for one in distant} - {ANY}))
    return Usable(any(one[0] in (PLACED, MET) for one in parts), bool(distant), areas, spoken)
