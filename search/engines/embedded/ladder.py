"""Answering a query: the steps one after the other, families once, one page of them, facets over all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import tantivy

from search.analysis import normal_code
from search.engines.base import Answer, Filters, Hit, Query, Step, StepAnswer
from search.engines.embedded import schema
from search.engines.embedded.families import Matches, first_of_each
from search.engines.embedded.queries import MUST, SHOULD, excluded, filtered, in_scope, node_query
from search.engines.embedded.view import View
from search.engines.embedded.words import IndexWords
from search.query import Plan, build_plan

MOST_VALUES = 5000
"""Values of a facet that are counted."""


class Ladder:
    """One query on one view."""

    def __init__(self, view: View, query: Query) -> None:
        """Nothing is searched yet."""
        self._view = view
        self._query = query
        spoken = dict.fromkeys(code for step in query.steps if step.text is not None for code in self._read(step))
        self._words = {code: IndexWords(view, code, query.exclude_keys) for code in spoken}
        self._plans = [self._plan(step) for step in query.steps]

    def _languages(self, step: Step) -> list[str]:
        """The languages of a step that the index has documents in."""
        wanted = dict.fromkeys(normal_code(code) for code in step.languages) or self._view.languages
        return [code for code in wanted if code in self._view.languages]

    def _read(self, step: Step) -> list[str]:
        """The same, with those through which its families are found as well."""
        more = (normal_code(code) for code in step.through)
        return list(dict.fromkeys([*self._languages(step), *(code for code in more if code in self._view.languages)]))

    def _among(self, step: Step) -> Collection[int] | None:
        """The families with a document in the languages of a step that finds them through others; None where that is no question."""
        own = self._languages(step)
        if self._read(step) == own:
            return None
        known = [self._view.families(code, self._query.exclude_keys) for code in own]
        return known[0] if len(known) == 1 else frozenset().union(*known)

    def _plan(self, step: Step) -> Plan:
        """What the text of a step asks for."""
        if step.text is None:
            return Plan()
        codes, own = self._read(step), self._languages(step)
        through = [code for code in codes if code not in own]
        return build_plan(step.text, codes, self._words, step.translations, through=through, correct=step.correct, prefix=step.prefix)

    def _wanted(self, step: Step, plan: Plan) -> tantivy.Query:
        """Public documents in the languages of the step that have its words."""
        of = self._view.schema
        if step.text is None:
            scopes = [in_scope(of, code) for code in self._languages(step)] if step.languages else [in_scope(of)]
            return tantivy.Query.boolean_query([(SHOULD, scope) for scope in scopes])
        each = (tantivy.Query.boolean_query([(MUST, in_scope(of, code)), (MUST, node_query(of, node))]) for code, node in plan.nodes.items())
        return tantivy.Query.boolean_query([(SHOULD, one) for one in each])

    def _matches(self, step: Step, plan: Plan, filters: Filters) -> Matches:
        """All documents that a step finds under these filters, best first."""
        of = self._view.schema
        clauses = [*filtered(of, filters), *filtered(of, step.filters), *excluded(of, self._query)]
        query = tantivy.Query.boolean_query([(MUST, self._wanted(step, plan)), *clauses])
        return Matches(self._view.searcher, query, self._among(step) if step.text is not None else None)

    def _steps(self, filters: Filters) -> Iterator[tuple[Matches, list[int]]]:
        """For each step what it found, and the places of the first document of each family that no earlier step had."""
        seen: set[int] = set()
        for step, plan in zip(self._query.steps, self._plans, strict=True):
            matches = self._matches(step, plan, filters)
            yield matches, first_of_each(matches.families, seen)

    def answer(self) -> Answer:
        """The page of results that the query asks for, and its facets."""
        found = list(self._steps(self._query.filters))
        skip, room, steps = self._query.offset, self._query.limit, []
        for step, plan, (matches, firsts) in zip(self._query.steps, self._plans, found, strict=True):
            shown = firsts[skip : skip + room] if room > 0 else []
            skip, room = max(0, skip - len(firsts)), room - len(shown)
            steps.append(StepAnswer(step.name, len(firsts), self._hits(matches, shown), plan.corrected))
        return Answer(tuple(steps), self._facets(found))

    def _hits(self, matches: Matches, shown: list[int]) -> tuple[Hit, ...]:
        """The families on the page, each by the document that the reader prefers."""
        prefer = {normal_code(code): place for place, code in reversed(list(enumerate(self._query.prefer)))}
        return matches.hits(shown, prefer)

    def _facets(self, found: list[tuple[Matches, list[int]]]) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """Each facet under all filters but its own."""
        plain = [name for name in self._query.facets if not self._query.filters.get(name)]
        counts = self._count(plain, found) if plain else {}
        for name in self._query.facets:
            if name not in counts:
                others = {other: values for other, values in self._query.filters.items() if other != name}
                counts |= self._count([name], list(self._steps(others)))
        return {name: counts[name] for name in self._query.facets}

    def _count(self, names: list[str], found: list[tuple[Matches, list[int]]]) -> dict[str, tuple[tuple[str, int], ...]]:
        """How many of the families found have each value: one document of each is counted, as facts are the same in all."""
        rows = sorted(row for matches, firsts in found for row in matches.rows(firsts))
        if not rows:
            return dict.fromkeys(names, ())
        among = tantivy.Query.term_set_query(self._view.schema, schema.ROW, rows)
        wanted = {name: {"terms": {"field": schema.filter_field(name), "size": MOST_VALUES}} for name in names}
        buckets = self._view.searcher.aggregate(among, wanted)
        return {name: _ordered({bucket["key"]: bucket["doc_count"] for bucket in buckets[name]["buckets"]}) for name in names}


def _ordered(counts: dict[str, int]) -> tuple[tuple[str, int], ...]:
    """Most first, then by value."""
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
