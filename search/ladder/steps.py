"""The steps of the ladder: what can be used where the reader is, the reader's languages, other languages, help from a distance, the same topics."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext as _

from search.engines.base import FILTERS, Query, Step
from search.forms import PER_PAGE, Asked
from search.reach import anywhere

from .places import Place
from .reaching import SERVICE, Reach, reach_of, reaching, tongues
from .rungs import Rung

LANGUAGES: Final = "languages"
OTHER: Final = "other"
MORE: Final = "more"
MORE_OTHER: Final = "more-other"
DISTANCE: Final = "distance"
TOPICS: Final = "topics"


def ladder(asked: Asked, place: Place | None, topics: Mapping[str, str]) -> list[Rung]:
    """The rungs for what is asked. ``topics`` are those that the text names: labels by code. Who wants the words as typed wants words, not topics."""
    reach, named = reach_of(asked, place) if place and place.area else None, {} if asked.exact else topics
    rungs = [*reaching(asked, reach, named), *_usable(asked, reach, named)] if reach else []
    rungs += _everywhere(asked, reach)
    if topics:
        rungs = [*(replace(rung, step=replace(rung.step, lift={"topic": tuple(topics)})) for rung in rungs), *_on_topics(asked, topics, reach)]
    return rungs


def _step(asked: Asked, name: str, languages: tuple[str, ...], filters: Mapping[str, Collection[str]] | None = None) -> Step:
    """A step with the words of the reader; everything that the filters let through where there are none."""
    return Step(name, asked.text or None, languages, filters or {}, correct=not asked.exact, prefix=not asked.exact)


def _usable(asked: Asked, reach: Reach, topics: Mapping[str, str]) -> Iterator[Rung]:
    """What else can be used where the reader is: pages to read, who helps in other languages, what is described in other languages."""
    names, within = {"area": reach.place.name}, {"reach": reach.codes}
    yield Rung(_step(asked, MORE, asked.own_languages, within), _("More for people here: %(area)s") % names, near=True)
    yield tongues(asked, reach, topics)
    if asked.other_languages:
        label = _("Can be used here: %(area)s (described in other languages)") % names
        yield Rung(_step(asked, MORE_OTHER, asked.other_languages, within), label, near=True, foreign=True)


def _everywhere(asked: Asked, reach: Reach | None) -> Iterator[Rung]:
    """What there is, wherever it can be used; behind what is known to be usable where the reader is, the rest."""
    if reach:
        label = _("As far as we know not for people here: %(area)s") % {"area": reach.place.name}
    else:
        label = _("In your languages") if asked.reads else _("In your language")
    yield Rung(_step(asked, LANGUAGES, asked.own_languages), label)
    if asked.other_languages:
        yield Rung(_step(asked, OTHER, asked.other_languages), _("In other languages"), foreign=True)


def _on_topics(asked: Asked, topics: Mapping[str, str], reach: Reach | None) -> Iterator[Rung]:
    """What is about the topics that the text names, in whatever words: first who helps from anywhere in a language that the reader reads."""
    about = {"topic": tuple(topics)}
    if not reach:
        step = Step(DISTANCE, None, filters={**about, "kind": (SERVICE,), "reach": anywhere(asked.own_languages)})
        yield Rung(step, _("Help from anywhere, in a language you read"), topics=topics)
    yield Rung(Step(TOPICS, None, filters=about), _("On the same topics"), topics=topics)


def query(asked: Asked, rungs: list[Rung], withheld: Collection[str], among: Collection[int] | None = None) -> Query:
    """The question for the engine. ``among``: only these families."""
    return Query(
        steps=tuple(rung.step for rung in rungs),
        filters=asked.filters,
        facets=FILTERS,
        prefer=(*asked.own_languages, *asked.other_languages),
        exclude_keys=withheld,
        among=among,
        offset=asked.offset,
        limit=PER_PAGE,
    )
