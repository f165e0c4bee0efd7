"""The order of what a step finds: by score, what is sunk behind, equal ones by their last check, then by distance."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import repeat
from operator import itemgetter
from typing import Final

import tantivy

from search.engines.base import COUNTED, SUNK_WEIGHT, Point, Step
from search.engines.embedded import schema
from search.engines.embedded.queries import Clause
from search.engines.embedded.view import View

Found = tuple[float, tantivy.DocAddress]
FARTHEST: Final = 2.0
"""More than any distance as ``distance`` reckons it."""


def found(view: View, clauses: list[Clause], step: Step, shown: int) -> Sequence[Found]:
    """The best ``COUNTED`` documents that match the clauses, best first. Ties of scores are put in order as far as ``shown`` are shown."""
    if step.text is None:
        return _unscored(view, tantivy.Query.boolean_query(clauses), step.near)
    return _untied(view, _weighed(view, clauses) if view.has_sunk else matching(view, clauses), step.near, shown)


def matching(view: View, clauses: list[Clause]) -> Sequence[Found]:
    """The best ``COUNTED`` documents by their scores alone; equal ones in the order of the index."""
    hits: Sequence[Found] = view.searcher.search(tantivy.Query.boolean_query(clauses), COUNTED, count=False).hits
    return hits


def _weighed(view: View, clauses: list[Clause]) -> Sequence[Found]:
    """The same, where what is sunk counts ``SUNK_WEIGHT``."""
    hits = view.searcher.search(tantivy.Query.boolean_query(clauses), COUNTED, count=False, weight_by_field=schema.STANDING).hits
    return [(score * SUNK_WEIGHT, address) for score, address in hits]


def _unscored(view: View, query: tantivy.Query, near: Point | None) -> Sequence[Found]:
    """The documents by their last check (that of sunk ones is before all others), then by distance."""
    hits = [(0.0, address) for _fresh, address in view.searcher.search(query, COUNTED, count=False, order_by_field=schema.FRESH).hits]
    return _by_check(view, hits, near) if near else hits


def _by_check(view: View, hits: Sequence[Found], near: Point | None) -> list[Found]:
    """Hits in order, by score before all else."""
    addresses = list(map(itemgetter(1), hits))
    checks = [fresh or 0 for fresh in view.searcher.fast_field_values(schema.FRESH, addresses)]
    keys = [(-score, -fresh, far) for (score, _), fresh, far in zip(hits, checks, _distances(view, addresses, near), strict=True)]
    return [hits[place] for place in sorted(range(len(hits)), key=keys.__getitem__)]


def _distances(view: View, addresses: list[tantivy.DocAddress], near: Point | None) -> Iterable[float]:
    """How far each is from ``near``; nothing is read where that is unknown."""
    if near is None:
        return repeat(FARTHEST, len(addresses))
    columns = [view.searcher.fast_field_values(name, addresses) for name in (schema.LATITUDE, schema.LONGITUDE)]
    return [distance(near, latitude, longitude) for latitude, longitude in zip(*columns, strict=True)]


def _untied(view: View, hits: Sequence[Found], near: Point | None, shown: int) -> Sequence[Found]:
    """The hits with those of equal score among the first ``shown`` in order; a tie is looked at to its end."""
    scores = list(map(itemgetter(0), hits[: shown + 1]))
    if len(set(scores)) == len(scores):
        return hits
    last = scores[: max(1, shown)][-1]
    end = next((at for at in range(min(shown, len(hits)), len(hits)) if hits[at][0] != last), len(hits))
    return [*_by_check(view, hits[:end], near), *hits[end:]]


def distance(one: Point | None, latitude: float | None, longitude: float | None) -> float:
    """How far a place is from ``one``: one less the cosine of the angle between them, which grows with it; ``FARTHEST`` where either is unknown."""
    if one is None or latitude is None or longitude is None:
        return FARTHEST
    here, there = (math.radians(degrees) for degrees in (one[0], latitude))
    return 1 - (math.sin(here) * math.sin(there) + math.cos(here) * math.cos(there) * math.cos(math.radians(one[1] - longitude)))
