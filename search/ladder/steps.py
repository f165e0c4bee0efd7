"""The steps of the ladder: what can be used where the reader is, the reader's languages, other languages, the same topics."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _

from search.engines.base import FILTERS, Query, Step
from search.forms import PER_PAGE, Asked

from .places import Place

LANGUAGES: Final = "languages"
OTHER: Final = "other"
NEAR: Final = "near"
NEAR_OTHER: Final = "near-other"
TOPICS: Final = "topics"


@dataclass(frozen=True)
class Rung:
    """One step with its heading. ``near``: results can be used where the reader is; ``foreign``: they are in languages the reader may not read."""

    step: Step
    label: str
    near: bool = False
    foreign: bool = False
    topics: Mapping[str, str] = field(default_factory=dict)


def ladder(asked: Asked, place: Place | None, topics: Mapping[str, str]) -> list[Rung]:
    """The rungs for what is asked. ``topics`` are those that the text names: labels by code."""
    rungs = [*_near(asked, place)] if place and place.area else []
    rungs += _everywhere(asked)
    if topics:
        step = Step(TOPICS, None, filters={"topic": tuple(topics)})
        rungs.append(Rung(step, _("On the same topics"), topics=topics))
    return rungs


def _step(asked: Asked, name: str, languages: tuple[str, ...], filters: Mapping[str, Collection[str]] | None = None) -> Step:
    """A step with the words of the reader; everything that the filters let through where there are none."""
    return Step(name, asked.text or None, languages, filters or {}, correct=not asked.exact, prefix=not asked.exact)


def _near(asked: Asked, place: Place) -> Iterator[Rung]:
    """What can be used where the reader is, from there or from anywhere."""
    within = {"area": place.area.lineage} if place.area else {}
    names = {"area": place.name}
    yield Rung(_step(asked, NEAR, asked.own_languages, within), _("Can be used here: %(area)s") % names, near=True)
    if asked.other_languages:
        label = _("Can be used here: %(area)s (described in other languages)") % names
        yield Rung(_step(asked, NEAR_OTHER, asked.other_languages, within), label, near=True, foreign=True)


def _everywhere(asked: Asked) -> Iterator[Rung]:
    """What there is, wherever it can be used."""
    yield Rung(_step(asked, LANGUAGES, asked.own_languages), _("In your languages") if asked.reads else _("In your language"))
    if asked.other_languages:
        yield Rung(_step(asked, OTHER, asked.other_languages), _("In other languages"), foreign=True)


def query(asked: Asked, rungs: list[Rung], withheld: Collection[str]) -> Query:
    """The question for the engine."""
    return Query(
        steps=tuple(rung.step for rung in rungs),
        filters=asked.filters,
        facets=FILTERS,
        prefer=(*asked.own_languages, *asked.other_languages),
        exclude_keys=withheld,
        offset=asked.offset,
        limit=PER_PAGE,
    )
