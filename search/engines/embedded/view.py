"""The index as it stood at one commit: a searcher with the public vocabularies, kept for as long as nothing changes."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property, partial
from typing import Any

import tantivy

from search.engines.base import PUBLIC, SUNK
from search.engines.embedded import schema
from search.engines.embedded.known_families import KnownFamilies
from search.engines.embedded.queries import MUST, Clause, in_scope, keyed, keys_excluded
from search.engines.embedded.spoken import Known, State, Vocabularies
from search.query import Vocabulary


class View:
    """One commit of one generation. Safe to share between threads."""

    def __init__(self, index: tantivy.Index, vocabularies: Vocabularies, before: View | None = None) -> None:
        """``index`` has just been loaded. ``vocabularies`` and ``before``, the view of an earlier commit, are of the same generation."""
        self.schema = index.schema
        self.searcher = index.searcher()
        self._vocabularies = vocabularies
        self._states: dict[str, State] = {}
        self._current: dict[str, Known] = {}
        self._families: KnownFamilies = KnownFamilies(self, before._families if before else None)
        self._lock = threading.Lock()

    def term(self, field: str, value: str) -> tantivy.Query:
        """Documents with this value in a field of whole values."""
        return tantivy.Query.term_query(self.schema, field, value, "basic")

    def count(self, query: tantivy.Query) -> int:
        """How many documents match."""
        found: Any = self.searcher.search(query, 1)
        return int(found.count)

    def stored(self, address: tantivy.DocAddress, field: str) -> str:
        """A stored value of a document."""
        return str(self.searcher.doc(address).get_first(field))

    @cached_property
    def languages(self) -> dict[str, int]:
        """The languages of the public documents, with the number of documents."""
        start = schema.scope(PUBLIC)
        found = self.searcher.terms_with_prefix(schema.SCOPE, start, tantivy.Query.all_query())
        return {term.removeprefix(start): count for term, count in found if term != start}

    @cached_property
    def has_sunk(self) -> bool:
        """Is there anything that sinks among what is found?"""
        field, (sunk,) = schema.facts("state", [SUNK])
        return bool(self.searcher.doc_freq(field, sunk))

    def vocabulary(self, language: str) -> Known:
        """The exact forms of the public documents of a language; where they are many, those of an earlier commit for a moment."""
        if language in self._current:
            return self._current[language]
        known = self._vocabularies.of(language, self.state(language), partial(self._read, language))
        if known.current:
            self._current[language] = known
        return known

    def state(self, language: str) -> State:
        """What tells the public documents of a language from those of another commit."""
        with self._lock:
            if language not in self._states:
                self._states[language] = self._versions_of(self._speaking(language))
            return self._states[language]

    @cached_property
    def newest(self) -> float:
        """The highest version that the index holds, of deleted documents too."""
        return self._versions_of(tantivy.Query.all_query())["max"] or 0.0

    def _versions_of(self, among: tantivy.Query) -> State:
        """Number, bounds and sum of the versions of some documents."""
        state: State = self.searcher.aggregate(among, {"versions": {"stats": {"field": schema.VERSION}}})["versions"]
        return state

    def _read(self, language: str) -> Vocabulary:
        """The words of a language."""
        among = self._speaking(language)
        return Vocabulary(self.searcher.terms_with_prefix("e", "", among), self.searcher.terms_with_prefix(schema.SPELLING, "", among))

    def _speaking(self, language: str) -> tantivy.Query:
        """The public documents of a language."""
        return self.term(schema.SCOPE, schema.scope(PUBLIC, language))

    def families(self, language: str, exclude_keys: Collection[str] = frozenset()) -> AbstractSet[int]:
        """The families with a public document in a language that is not excluded. Those of all are kept."""
        known = self._families.of(language)
        scope = (MUST, in_scope(self.schema, language))
        hidden = self.families_of([scope, (MUST, keyed(self.schema, exclude_keys))]) if exclude_keys else frozenset()
        if not hidden:
            return known
        left = self.families_of([scope, (MUST, self.of_families(hidden)), *keys_excluded(self.schema, exclude_keys)])
        return known - (hidden - left)

    def of_families(self, families: Collection[int]) -> tantivy.Query:
        """The documents of these families."""
        return tantivy.Query.term_set_query(self.schema, schema.FAMILY, sorted(families))

    def families_of(self, clauses: list[Clause]) -> frozenset[int]:
        """The families of all documents that match the clauses."""
        hits = self.searcher.search(tantivy.Query.boolean_query(clauses), max(1, self.searcher.num_docs), count=False).hits
        values: Any = self.searcher.fast_field_values(schema.FAMILY, [address for _, address in hits])
        return frozenset(values)

    def position(self) -> str | None:
        """The position of the last commit that gave one."""
        hits = self.searcher.search(self.term(schema.META, schema.POSITION), 1, count=False).hits
        return self.stored(hits[0][1], schema.POSITION) if hits else None

    def version(self, key: str) -> int | None:
        """The version of a document, deleted ones too; None when the index has never seen the key."""
        hits = self.searcher.search(self.term(schema.KEY, key), 1, count=False).hits
        values = self.searcher.fast_field_values(schema.VERSION, [address for _, address in hits])
        return None if not values or values[0] is None else int(values[0])

    def versions(self) -> Iterator[tuple[str, int]]:
        """Key and version of every document."""
        hits = self.searcher.search(self.living(), max(1, self.searcher.num_docs), count=False).hits
        addresses = [address for _, address in hits]
        for address, version in zip(addresses, self.searcher.fast_field_values(schema.VERSION, addresses), strict=True):
            yield self.stored(address, schema.KEY), int(version or 0)

    def living(self) -> tantivy.Query:
        """Every document, of any visibility: not the row with the position, not what stays of deleted ones."""
        return tantivy.Query.regex_query(self.schema, schema.LANGUAGE, ".*")
