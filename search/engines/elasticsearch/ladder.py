"""Answering a query: all steps in one request, families once, one page of them; all facets in one request more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from search.engines.base import Answer, Filters, Query
from search.engines.elasticsearch.asking import Rows
from search.engines.elasticsearch.queries import Json, best, found_by, in_families, keyed
from search.engines.elasticsearch.schema import filter_field
from search.engines.gathering import first_of_each, ordered, step_answers, without
from search.engines.plans import Plans

MOST_VALUES: Final = 5000
"""Values of a facet that are counted."""

Ask = Callable[[Sequence[Json]], list[dict[str, Any]]]


class StepFound(NamedTuple):
    """What a step found: its documents, the places of the first document of each family that no earlier step had, and the query that finds all.
    ``alone``: it asks in one language; ``exact``: the query finds nothing else."""

    rows: Rows
    firsts: list[int]
    query: Json
    alone: bool
    exact: bool

    @property
    def crowded(self) -> bool:
        """Is there more than was read, and but one document of a family, which is so within one language?"""
        return self.rows.more and self.alone and self.exact


class Counted(NamedTuple):
    """The documents that facets are counted over: all that the ``queries`` find, and the ``first`` of each family of other steps (family to key)."""

    names: list[str]
    queries: list[Json]
    first: dict[int, str]

    def query(self) -> Json:
        """All of them."""
        return _any([*self.queries, *([keyed(list(self.first.values()))] if self.first else [])])


class Ladder:
    """One query, asked by ``ask``."""

    def __init__(self, plans: Plans, ask: Ask) -> None:
        """Nothing is searched yet."""
        self._plans, self._query, self._ask = plans, plans.query, ask

    def answer(self) -> Answer:
        """The page of results that the query asks for, and its facets."""
        groups = facet_groups(self._query)
        searches = [self._searches(filters) for _names, filters in groups]
        answers = iter(self._ask([best(step, one) for several in searches for step, one in zip(self._query.steps, several, strict=True)]))
        found = [list(self._found(several, answers)) for several in searches]
        steps = step_answers(self._query, self._plans, ((one.rows, one.firsts) for one in found[0]))
        return Answer(steps, self._facets([counted(names, steps) for (names, _filters), steps in zip(groups, found, strict=True) if names]))

    def _searches(self, filters: Filters) -> list[Json]:
        """What the steps find under these filters."""
        return [found_by(step, plan, self._plans, filters) for step, plan in zip(self._query.steps, self._plans.each, strict=True)]

    def _found(self, searches: list[Json], answers: Iterator[Mapping[str, Any]]) -> Iterator[StepFound]:
        """What each step found, one after the other."""
        seen: set[int] = set()
        for step, query, among in zip(self._query.steps, searches, self._plans.among, strict=True):
            rows = Rows(next(answers))
            if among is not None:
                rows.keep(among)
            yield StepFound(rows, first_of_each(rows.families, seen), query, self._plans.alone(step), exact=among is None)

    def _facets(self, groups: list[Counted]) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """Each facet with the families behind its values."""
        groups = self._once(groups)
        asked = [one for one in groups if one.queries or one.first]
        counts: dict[str, tuple[tuple[str, int], ...]] = dict.fromkeys((name for one in groups for name in one.names), ())
        for answer in self._ask([_facet_search(one) for one in asked]):
            counts |= {
                name: ordered({bucket["key"]: bucket["doc_count"] for bucket in one["buckets"]}) for name, one in answer["aggregations"].items()
            }
        return {name: counts[name] for name in self._query.facets}

    def _once(self, groups: list[Counted]) -> list[Counted]:
        """The same, without the first documents of those families that the queries find as well."""
        both = [one for one in groups if one.queries and one.first]
        answers = self._ask([_family_search(one) for one in both])
        for one, answer in zip(both, answers, strict=True):
            for bucket in answer["aggregations"]["families"]["buckets"]:
                del one.first[bucket["key"]]
        return groups


def facet_groups(query: Query) -> list[tuple[list[str], Filters]]:
    """The facets that are counted under the same filters, with those: all filters of the query first, then all but that of the facet itself."""
    chosen = [name for name in query.facets if query.filters.get(name)]
    plain = [name for name in query.facets if name not in chosen]
    return [(plain, query.filters), *(([name], without(query.filters, name)) for name in chosen)]


def counted(names: list[str], found: list[StepFound]) -> Counted:
    """What the facets are counted over: all documents of a step that has more, if it has but one of a family; one for each family of the others."""
    first = {one.rows.families[place]: one.rows.key(place) for one in found if not one.crowded for place in one.firsts}
    return Counted(names, [one.query for one in found if one.crowded], first)


def _any(queries: list[Json]) -> Json:
    """What one of the queries finds, without scores."""
    return {"bool": {"filter": {"bool": {"should": queries, "minimum_should_match": 1}}}}


def _facet_search(counted: Counted) -> Json:
    """The request for the facets of a group."""
    wanted = {name: {"terms": {"field": filter_field(name), "size": MOST_VALUES}} for name in counted.names}
    return {"size": 0, "track_total_hits": False, "query": counted.query(), "aggs": wanted}


def _family_search(counted: Counted) -> Json:
    """The request for those of the first families that the queries find."""
    among = {"bool": {"filter": [in_families(counted.first), _any(counted.queries)]}}
    families = {"families": {"terms": {"field": "family", "size": len(counted.first)}}}
    return {"size": 0, "track_total_hits": False, "query": among, "aggs": families}
