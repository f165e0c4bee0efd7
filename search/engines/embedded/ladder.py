"""Answering a query: the steps one after the other, families once, one page of them, facets over all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import tantivy

from search.engines.base import Answer, Filters, Query, Step
from search.engines.embedded import schema
from search.engines.embedded.families import Matches
from search.engines.embedded.order import Found, found, matching
from search.engines.embedded.queries import MUST, SHOULD, Clause, excluded, filtered, in_scope, left_out, lifted, node_query, silent
from search.engines.embedded.view import View
from search.engines.embedded.words import IndexWords
from search.engines.gathering import first_of_each, ordered, step_answers, without
from search.engines.plans import Known, Plans
from search.query import Plan

MOST_VALUES: Final = 20_000
"""Values of all facets that are counted."""
COUNT: Final = {schema.FACTS: {"terms": {"field": schema.FACTS, "size": MOST_VALUES}}}
ROWS_FOR_ONE: Final = 300
"""So many rows are gone through in the time in which one is looked up."""


class StepFound(NamedTuple):
    """What a step found: its documents, the places of the first document of each family that no earlier step had, and the clauses that find all.
    ``exact``: the clauses find nothing else; ``crowded``: more than was read, and but one document of a family."""

    matches: Matches
    firsts: list[int]
    clauses: list[Clause]
    exact: bool
    crowded: bool

    @property
    def whole(self) -> bool:
        """Is each document that the clauses find the first of its family?"""
        return self.exact and not self.matches.more and len(self.firsts) == len(self.matches.families)


class Ladder:
    """One query on one view."""

    def __init__(self, view: View, query: Query) -> None:
        """Nothing is searched yet."""
        self._view, self._query, self._plans = view, query, plans(view, query)
        self._texts: dict[int, list[Clause]] = {}

    def _wanted(self, step: Step, plan: Plan) -> list[Clause]:
        """What a step looks for, put together once: under whatever filters it is the same."""
        if id(step) not in self._texts:
            self._texts[id(step)] = self._text(step, plan)
        return self._texts[id(step)]

    def _text(self, step: Step, plan: Plan) -> list[Clause]:
        """Public documents in the languages of the step that have its words; in any language where they need not have them."""
        of = self._view.schema
        if step.text is None:
            scopes = [in_scope(of, code) for code in self._plans.languages(step)] if step.languages else [in_scope(of)]
            return [(MUST, tantivy.Query.boolean_query([(SHOULD, scope) for scope in scopes]))]
        each = [[(MUST, in_scope(of, code)), (MUST, node_query(of, node))] for code, node in plan.nodes.items()]
        if len(each) == 1 and step.must:
            return each[0]
        words = tantivy.Query.boolean_query([(SHOULD, tantivy.Query.boolean_query(one)) for one in each])
        return [(MUST, words)] if step.must else [(MUST, in_scope(of)), (SHOULD, words)]

    def _clauses(self, step: Step, plan: Plan, filters: Filters) -> list[Clause]:
        """What a document must have to be found by a step under these filters."""
        of = self._view.schema
        narrowed = [*filtered(of, filters), *filtered(of, step.filters), *left_out(of, step.without), *excluded(of, self._query)]
        return [*self._wanted(step, plan), *narrowed, *(lifted(of, step.lift) if step.text is not None else ())]

    def _steps(self, filters: Filters, crowded: Collection[str] | None = None) -> Iterator[StepFound]:
        """What each step finds, one after the other. With ``crowded`` only to be counted: these steps are known to be so, and are not read."""
        seen: set[int] = set()
        for step, plan, among in zip(self._query.steps, self._plans.each, self._plans.among, strict=True):
            clauses = self._clauses(step, plan, filters)
            matches = Matches(self._view, self._hits_of(step, clauses, crowded), among)
            alone = self._plans.alone(step) and among is None  # one language has one document of a family
            more = matches.more or step.name in (crowded or ())
            yield StepFound(matches, first_of_each(matches.families, seen), clauses, among is None, alone and more)

    def _hits_of(self, step: Step, clauses: list[Clause], crowded: Collection[str] | None) -> Sequence[Found]:
        """The documents of a step: in their order to be shown; to be counted in any."""
        if crowded is None:
            return found(self._view, clauses, step, self._query.offset + self._query.limit)
        return () if step.name in crowded else matching(self._view, clauses)

    def answer(self) -> Answer:
        """The page of results that the query asks for, and its facets."""
        every = list(self._steps(self._query.filters))
        return Answer(step_answers(self._query, self._plans, (one[:2] for one in every)), self._facets(every))

    def _facets(self, every: list[StepFound]) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """Each facet under all filters but its own. What is crowded under all of them is so under fewer."""
        crowded = [step.name for step, one in zip(self._query.steps, every, strict=True) if one.crowded]
        plain = [name for name in self._query.facets if not self._query.filters.get(name)]
        counts = self._count(plain, every) if plain else {}
        for name in self._query.facets:
            if name not in counts:
                counts |= self._count([name], list(self._steps(without(self._query.filters, name), crowded)))
        return {name: counts[name] for name in self._query.facets}

    def _count(self, names: list[str], every: list[StepFound]) -> dict[str, tuple[tuple[str, int], ...]]:
        """How many of the families found have each value: one document of each is counted, as facts are the same in all."""
        among = self._counted(every)
        if not among:
            return dict.fromkeys(names, ())
        answer = self._view.searcher.aggregate(tantivy.Query.boolean_query(among), COUNT)
        counts: dict[str, dict[str, int]] = defaultdict(dict)
        for bucket in answer[schema.FACTS]["buckets"]:
            name, _colon, value = bucket["key"].partition(":")
            counts[name][value] = bucket["doc_count"]
        return {name: ordered(counts[name]) for name in names}

    def _counted(self, every: list[StepFound]) -> list[Clause]:
        """The documents to count: all of a step that has more, if it has but one document of a family, and the first of each family of the others.
        To say what finds a whole step is quicker than to name its documents."""
        crowded = [one for one in every if one.crowded]
        asked = crowded or [one for one in every if one.whole and one.firsts]
        clauses = [(SHOULD, tantivy.Query.boolean_query(one.clauses)) for one in asked]
        read = [one for one in every if one.firsts and all(one is not other for other in asked)]
        twice: frozenset[int] = frozenset()
        if crowded and read:
            twice = self._families_among(clauses, {one.matches.families[place] for one in read for place in one.firsts})
        rows = sorted(row for one in read for row in one.matches.rows([place for place in one.firsts if one.matches.families[place] not in twice]))
        return [*clauses, *([(SHOULD, self._with(schema.ROW, rows))] if rows else [])]

    def _with(self, field: str, numbers: list[int]) -> tantivy.Query:
        """The documents with one of these numbers. A set goes through all rows of the index: a few are quicker looked up one by one."""
        of = self._view.schema
        if len(numbers) * ROWS_FOR_ONE > self._view.searcher.num_docs:
            return tantivy.Query.term_set_query(of, field, numbers)
        return tantivy.Query.boolean_query([(SHOULD, tantivy.Query.term_query(of, field, number, "basic")) for number in numbers])

    def _families_among(self, clauses: list[Clause], families: set[int]) -> frozenset[int]:
        """Which of the families have a document that one of the clauses finds."""
        within = silent(self._with(schema.FAMILY, sorted(families)))
        return self._view.families_of([(MUST, within), (MUST, tantivy.Query.boolean_query(clauses))])


def plans(view: View, query: Query) -> Plans:
    """The plans of a query, from the words of a view."""
    hidden = query.exclude_keys
    return Plans(query, Known(view.languages, lambda code: IndexWords(view, code, hidden), lambda code: view.families(code, hidden)))
