"""The rungs of what can be used from where the reader is: here, in the region, in the country, from anywhere, and what may not answer now."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _

from search.engines.base import SUNK, Step
from search.forms import Asked
from search.reach import ANY, ANYWHERE, COUNTRY, HERE, NAMES, REGION, ReachRung, reach_rungs
from taxonomy.names import area_names

from .places import Place
from .rungs import Rung

NOT_NOW: Final = "not-now"
TONGUES: Final = "tongues"
REACHED: Final = NAMES
"""The steps that hold what can be used now from where the reader is."""
SERVICE: Final = "service"
"""The kind of those who help somebody. (Pages to read can be used from anywhere as well, but help nobody by themselves.)"""


@dataclass(frozen=True)
class Reach:
    """What can be used from ``place`` by a reader, by level."""

    place: Place
    levels: tuple[ReachRung, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all levels."""
        return tuple(code for level in self.levels for code in level.codes)


def reach_of(asked: Asked, place: Place) -> Reach:
    """The levels from where the reader is, in the order in which they are shown: where caution holds, help from a distance stands first."""
    levels = reach_rungs(place.lineage, asked.own_languages)
    if place.careful:
        levels.sort(key=lambda one: one.name != ANYWHERE)
    return Reach(place, tuple(levels))


def reaching(asked: Asked, reach: Reach, topics: Mapping[str, str]) -> Iterator[Rung]:
    """The rungs. With ``topics`` (labels by code, named in the text) they hold who helps with one of them, whatever words they use; without any what
    has the words."""
    labels = _labels(reach, asked.language)
    services = (topics or not asked.text) and not asked.filters.get("kind")
    kinds = {"kind": (SERVICE,)} if services else {}
    for level in reach.levels:
        step = replace(_step(asked, reach, topics, level.name, {**kinds, "reach": level.codes}), without={"state": (SUNK,)})
        yield Rung(step, labels[level.name], near=True, topics=topics)
    late = _step(asked, reach, topics, NOT_NOW, {"kind": (SERVICE,), "reach": reach.codes, "state": (SUNK,)})
    yield Rung(late, _("May not be able to help now"), near=True, topics=topics)


def tongues(asked: Asked, reach: Reach, topics: Mapping[str, str]) -> Rung:
    """The rung of services that are there for people where the reader is, but help in languages that the reader may not speak."""
    codes = [code for level in reach_rungs(reach.place.lineage, [ANY]) for code in level.codes]
    step = _step(asked, reach, topics, TONGUES, {"kind": (SERVICE,), "reach": codes})
    return Rung(step, _("For people here, in other languages: %(area)s") % {"area": reach.place.name}, near=True, topics=topics)


def _step(asked: Asked, reach: Reach, topics: Mapping[str, str], name: str, filters: Mapping[str, Collection[str]]) -> Step:
    """A step under these filters: with ``topics`` it holds what is about one of them, and words only order it; without any what has the words."""
    if topics:
        filters = {**filters, "topic": tuple(topics)}
    languages, loose = asked.own_languages if asked.text else (), not asked.exact
    return Step(name, asked.text or None, languages, filters, correct=loose, prefix=loose, must=not topics, near=reach.place.point)


def _labels(reach: Reach, language: str) -> dict[str, str]:
    """The headings of the levels."""
    names = area_names([level.area for level in reach.levels], language)
    areas = {level.name: names[level.area] for level in reach.levels}
    return {
        HERE: _("Can be used here: %(area)s") % {"area": reach.place.name},
        REGION: _("In your region: %(area)s") % {"area": areas.get(REGION, "")},
        COUNTRY: _("In your country: %(area)s") % {"area": areas.get(COUNTRY, "")},
        ANYWHERE: _("From anywhere"),
    }
