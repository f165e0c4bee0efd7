"""The public words of the embedded index in one language, for one query. While its vocabulary is of an earlier commit, the index itself is asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

import tantivy

from search.analysis.terms import SPELLED
from search.engines.embedded import schema
from search.engines.embedded.queries import MUST, NOT, Clause, in_scope, keyed, phrase_query, term_query
from search.engines.embedded.view import View
from search.query import Candidate, mostly, rarity

MOST_CHECKED = 20
"""Candidates of a correction that are checked against documents withdrawn since the index was written."""


class IndexWords:
    """``search.query.Words`` of a view. A word that only withdrawn documents hold does not exist."""

    def __init__(self, view: View, language: str, exclude_keys: Collection[str]) -> None:
        """``language`` is a normal code; ``exclude_keys`` as in ``Query``."""
        self._view, self._language = view, language
        self._vocabulary, self._current = view.vocabulary(language)
        self._exclude_keys = exclude_keys
        self._counts = None if exclude_keys or not self._current else self._vocabulary.counts

    @cached_property
    def _among(self) -> list[Clause]:
        """The documents in question."""
        excluded = [(NOT, self._excluded)] if self._exclude_keys else []
        return [(MUST, in_scope(self._view.schema, self._language)), *excluded]

    @cached_property
    def _excluded(self) -> tantivy.Query:
        """The documents that are left out."""
        return keyed(self._view.schema, self._exclude_keys)

    def _count(self, query: tantivy.Query) -> int:
        """How many of the documents in question match."""
        return self._view.count(tantivy.Query.boolean_query([*self._among, (MUST, query)]))

    def count(self, exact: str) -> int:
        """See ``Words``."""
        if self._counts is not None:
            return self._counts.get(exact, 0)
        known = exact in self._vocabulary.counts or not self._current
        return self._count(term_query(self._view.schema, "e", exact)) if known else 0

    def has_stem(self, stem: str) -> bool:
        """See ``Words``."""
        if not self._view.searcher.doc_freq("s", stem):
            return False
        return self._count(term_query(self._view.schema, "s", stem)) > 0

    def adjacent(self, stems: Sequence[str]) -> bool:
        """See ``Words``."""
        return self._count(phrase_query(self._view.schema, stems, 0)) > 0

    def starting(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """See ``Words``."""
        if self._counts is not None:
            return self._vocabulary.starting(prefix, limit)
        if not self._current:
            return self._view.searcher.terms_with_prefix("e", prefix, tantivy.Query.boolean_query(self._among), limit)
        left = [(term, count - self._among_excluded(term)) for term, count in self._vocabulary.starting(prefix, limit + MOST_CHECKED)]
        return sorted([one for one in left if one[1] > 0], key=lambda one: (-one[1], one[0]))[:limit]

    def _among_excluded(self, exact: str) -> int:
        """How many of the excluded documents hold the form: they are few, so this is quick, however common it is."""
        scope = in_scope(self._view.schema, self._language)
        held = [(MUST, self._excluded), (MUST, scope), (MUST, term_query(self._view.schema, "e", exact))]
        return self._view.count(tantivy.Query.boolean_query(held))

    def near(self, exact: str) -> list[Candidate]:
        """See ``Words``."""
        found = self._vocabulary.near(exact)
        return found if self._counts is not None else [one for one in found[:MOST_CHECKED] if self.count(one.exact)]

    def rarity(self, exact: str) -> float:
        """See ``Words``. Of the index as it was written: weights need not follow each withdrawal."""
        searcher = self._view.searcher
        return rarity(self._vocabulary.counts.get(exact) or self.count(exact), searcher.doc_freq("e", exact), searcher.num_docs)

    def spelling(self, exact: str) -> str:
        """See ``Words``. The folded form itself where more documents write it so."""
        if self._counts is not None:
            return self._vocabulary.spelling(exact)
        start = exact + SPELLED
        among = tantivy.Query.boolean_query([*self._among, (MUST, term_query(self._view.schema, "e", exact))])
        written = self._view.searcher.terms_with_prefix(schema.SPELLING, start, among, 1)
        if not written or not mostly(written[0][1], self.count(exact)):
            return exact
        return written[0][0].removeprefix(start)
