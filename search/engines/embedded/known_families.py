"""The families with a public document in a language, carried from one commit to the next: only what has changed since is read."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple, Protocol

import tantivy

from search.engines.embedded import schema
from search.engines.embedded.queries import MUST, Clause, in_scope
from search.engines.embedded.spoken import State

MOST_CHANGED: Final = 1_000
"""When more families have changed, all are read."""


class Families(NamedTuple):
    """The families of a language as one view knew them: ``newest``, the highest version that it held."""

    state: State
    newest: float
    families: AbstractSet[int]


class Commit(Protocol):
    """What a view is asked."""

    schema: tantivy.Schema

    @property
    def newest(self) -> float:
        """The highest version in it."""

    def state(self, language: str) -> State:
        """What tells the documents of a language from those of another commit."""

    def families_of(self, clauses: list[Clause]) -> frozenset[int]:
        """The families of all documents that match the clauses."""

    def of_families(self, families: Collection[int]) -> tantivy.Query:
        """The documents of these families."""


class KnownFamilies:
    """The families of each language in one view, read when they are asked for."""

    def __init__(self, view: Commit, before: KnownFamilies | None) -> None:
        """``before``: those of an earlier commit of the same generation."""
        self._view = view
        self._earlier: dict[str, Families] = {**before._earlier, **before._known} if before else {}
        self._known: dict[str, Families] = {}

    def of(self, language: str) -> AbstractSet[int]:
        """The families with a public document in the language."""
        if language not in self._known:
            state = self._view.state(language)
            earlier = self._earlier.get(language)
            families = self._carried(language, earlier, state) if earlier else None
            self._known[language] = Families(state, self._view.newest, self._all(language) if families is None else families)
            self._earlier.pop(language, None)
        return self._known[language].families

    def _all(self, language: str) -> AbstractSet[int]:
        """All read."""
        return self._view.families_of([(MUST, in_scope(self._view.schema, language))])

    def _carried(self, language: str, earlier: Families, state: State) -> AbstractSet[int] | None:
        """Those of an earlier view with what has changed since; None where that does not come to the number of documents: one has gone for good (its
        family is not known any more), came late with an old version, or there are families with two."""
        if earlier.state == state:
            return earlier.families
        of, view = self._view.schema, self._view
        since = tantivy.Query.range_query(of, schema.VERSION, tantivy.FieldType.Integer, lower_bound=int(earlier.newest), include_lower=False)
        changed = view.families_of([(MUST, since)])
        if len(changed) > MOST_CHANGED:
            return None
        left = set(earlier.families)
        left.difference_update(changed)
        left.update(view.families_of([(MUST, in_scope(of, language)), (MUST, view.of_families(changed))]))
        return left if len(left) == state["count"] else None
