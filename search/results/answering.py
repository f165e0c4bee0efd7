"""From what is asked to what is found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from django.http import HttpRequest

from search.engines import site_engine
from search.engines.base import Answer, Engine, Query, SearchError
from search.facets import Facet, facets
from search.forms import PER_PAGE, Asked
from search.ladder import REACHED, Across, Place, Rung, across, ladder, matching_topics, open_families, place, query, widened, withheld_keys
from search.suggest.never import never
from search.wordlist import site_words

from .checking import Checked, check
from .result import Result, results

TRIES: Final = 4
"""How often the engine is asked again because the database refuses something that it found."""


@dataclass(frozen=True)
class Section:
    """The results of one step on this page. ``total``: families that the step found, on all pages."""

    rung: Rung
    results: Sequence[Result]
    total: int = 0


@dataclass(frozen=True)
class Found:
    """The answer to what was ``asked``. ``available``: there was an index to ask. ``corrected``: the text with its unknown words replaced.
    ``reached``: something was found that can be used from the reader's place. ``more``: there are more than ``total``. ``translated``:
    something was looked for by other words than those typed, in other languages. ``spare``: the search server did not answer, the index of this
    machine did."""

    asked: Asked
    place: Place | None = None
    available: bool = True
    corrected: str | None = None
    total: int = 0
    sections: Sequence[Section] = ()
    facets: Sequence[Facet] = ()
    topics: dict[str, str] = field(default_factory=dict)
    reached: bool = True
    more: bool = False
    translated: bool = False
    spare: bool = False

    @property
    def about(self) -> list[str]:
        """The names of the topics that are asked about: chosen or named in the text."""
        chosen = (one.label for facet in self.facets if facet.name == "topic" for one in facet.options if one.chosen)
        return list(dict.fromkeys([*chosen, *self.topics.values()]))

    @property
    def pages(self) -> int:
        """How many pages of results there are."""
        return -(-self.total // PER_PAGE)

    @property
    def last(self) -> bool:
        """Is this the last page, or one beyond it?"""
        return self.asked.page >= self.pages


def find(asked: Asked, request: HttpRequest | None = None) -> Found:
    """Ask the engine, check what it says, and make results of it. Never raises for what a reader typed, nor for a missing index."""
    where = place(asked.near, asked.language)
    if not asked.anything:
        return Found(asked, where)
    try:
        withheld = withheld_keys(site_engine())
        way = across(asked, site_engine(), site_words(), withheld)
        topics = _topics(asked, way)
        rungs = widened(ladder(asked, where, topics), way)
        question = query(asked, rungs, withheld, open_families() if asked.open_now else None)
        answer, checked = _answer(site_engine(), question, asked, request)
        if answer.corrected and never(asked.own_languages).inside(answer.corrected):
            return find(replace(asked, exact=True), request)
    except SearchError:
        return Found(asked, where, available=False, topics=_topics(asked))
    return _found(asked, where, rungs, answer, checked, topics)


def _topics(asked: Asked, way: Across | None = None) -> dict[str, str]:
    """The topics that the text names, in a language of the reader or its own."""
    return matching_topics(asked.text, asked.own_languages, way.through if way else ()) if asked.text else {}


def _answer(engine: Engine, question: Query, asked: Asked, request: HttpRequest | None) -> tuple[Answer, dict[str, Checked]]:
    """The engine's answer, asked again without what the database refuses, so that numbers and pages agree with what is shown."""
    for _try in range(TRIES):
        answer = engine.search(question)
        checked, refused = check(answer.hits, asked.own_languages, request)
        if not refused:
            break
        question = replace(question, exclude_keys=frozenset(question.exclude_keys) | refused)
    return answer, {one.hit.key: one for one in checked}


def _found(asked: Asked, where: Place | None, rungs: list[Rung], answer: Answer, checked: dict[str, Checked], topics: dict[str, str]) -> Found:
    """Results in their sections."""
    pairs = [(rung, checked[hit.key]) for rung, step in zip(rungs, answer.steps, strict=True) for hit in step.hits if hit.key in checked]
    by_step: dict[str, list[Result]] = defaultdict(list)
    for (rung, _one), result in zip(pairs, results(pairs, asked, answer.corrected, where), strict=True):
        by_step[rung.step.name].append(result)
    totals = {step.name: step.total for step in answer.steps}
    sections = [Section(rung, by_step[rung.step.name], totals[rung.step.name]) for rung in rungs if by_step[rung.step.name]]
    named = facets(answer.facets, asked.filters, asked.language)
    reached = any(totals.get(name) for name in REACHED)
    translated = any(section.rung.step.translations for section in sections)
    return Found(asked, where, True, answer.corrected, answer.total, sections, named, topics, reached, answer.more, translated, answer.spare)
