"""The index as it stood at one commit: a searcher with the public vocabularies, kept for as long as nothing changes."""

from __future__ import annotations

import os
import threading
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import Any, NamedTuple

import tantivy

from search.engines.base import PUBLIC, SUNK, IndexUnavailableError
from search.engines.embedded import schema
from search.engines.embedded.folders import Folders, Generation
from search.engines.embedded.queries import MUST, Clause, in_scope, keyed, keys_excluded
from search.engines.embedded.soundness import LIST, Files, readable
from search.engines.fields import filter_field
from search.query import Vocabulary

Stamp = tuple[int, int]


class Spoken(NamedTuple):
    """The vocabulary of a language, and what tells the documents that it is of: their number, the sum and the bounds of their versions. Versions grow
    with every change."""

    state: Mapping[str, float]
    vocabulary: Vocabulary


class View:
    """One commit of one generation. Safe to share between threads."""

    def __init__(self, index: tantivy.Index, before: View | None = None) -> None:
        """``index`` has just been loaded. ``before``: the view of an earlier commit of the same generation."""
        self.schema = index.schema
        self.searcher = index.searcher()
        self._earlier: dict[str, Spoken] = {**before._earlier, **before._vocabularies} if before else {}
        self._vocabularies: dict[str, Spoken] = {}
        self._families: dict[str, frozenset[int]] = {}
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
        return bool(self.searcher.doc_freq(filter_field("state"), SUNK))

    def vocabulary(self, language: str) -> Vocabulary:
        """The exact forms of the public documents of a language that are not deleted."""
        with self._lock:
            if language not in self._vocabularies:
                self._vocabularies[language] = self._spoken(language)
            return self._vocabularies[language].vocabulary

    def _spoken(self, language: str) -> Spoken:
        """The vocabulary read, or that of an earlier view where no document of the language has come, changed or gone since."""
        among = self.term(schema.SCOPE, schema.scope(PUBLIC, language))
        state = self.searcher.aggregate(among, {"versions": {"stats": {"field": schema.VERSION}}})["versions"]
        spellings = partial(self.searcher.terms_with_prefix, schema.SPELLING, "", among)
        earlier = self._earlier.pop(language, None)
        if earlier and earlier.state == state:
            earlier.vocabulary.follow(spellings)
            return earlier
        return Spoken(state, Vocabulary(self.searcher.terms_with_prefix("e", "", among), spellings))

    def families(self, language: str, exclude_keys: Collection[str] = frozenset()) -> frozenset[int]:
        """The families with a public document in a language that is not excluded. Those of all are kept."""
        scope = (MUST, in_scope(self.schema, language))
        if language not in self._families:
            self._families[language] = self.families_of([scope])
        hidden = self.families_of([scope, (MUST, keyed(self.schema, exclude_keys))]) if exclude_keys else frozenset()
        if not hidden:
            return self._families[language]
        among = tantivy.Query.term_set_query(self.schema, schema.FAMILY, sorted(hidden))
        left = self.families_of([scope, (MUST, among), *keys_excluded(self.schema, exclude_keys)])
        return self._families[language] - (hidden - left)

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


class Reader:
    """The newest view of an index, opened again when another process commits or puts a new generation in place."""

    def __init__(self, folders: Folders) -> None:
        """Nothing is opened before the first view is asked for."""
        self._folders = folders
        self._lock = threading.Lock()
        self._pointer: Stamp | None = None
        self._commit: Stamp | None = None
        self._pointed_at = str(folders.pointer)
        self._path = folders.root
        self._meta = ""
        self._index: tantivy.Index | None = None
        self._files: Files | None = None
        self._view: View | None = None

    def view(self) -> View:
        """The view of the last commit. Raises ``IndexUnavailableError``."""
        with self._lock, readable():
            try:
                return self._newest()
            except FileNotFoundError as error:
                raise IndexUnavailableError(f"There is no search index in {self._folders.root}.") from error
            except (OSError, ValueError) as error:
                raise IndexUnavailableError(f"The search index in {self._folders.root} cannot be opened.") from error

    def complete(self) -> bool:
        """Could the view be opened anew? Not where somebody has deleted some of its files. Raises ``IndexUnavailableError``."""
        self.view()
        with self._lock, readable():
            return self._files is None or self._files.all_there() or _stamp(self._meta) != self._commit

    def _newest(self) -> View:
        """What was opened last, as long as neither pointer nor commit has changed since."""
        pointer = _stamp(self._pointed_at)
        if self._index is None or pointer != self._pointer:
            self._path = self._folders.path(self._folders.current())
            self._meta = str(self._path / LIST)
            self._index, self._pointer, self._commit, self._view = open_index(self._path), pointer, None, None
        commit = _stamp(self._meta)
        if self._view is None or commit != self._commit:
            self._index.reload()
            self._view, self._commit, self._files = View(self._index, self._view), commit, Files(self._path)
        elif self._files:
            self._files.check()
        return self._view


def _stamp(path: str) -> Stamp:
    """What tells one state of a file from the next. Asked before each answer."""
    status = os.stat(path)
    return status.st_mtime_ns, status.st_ino


def open_index(path: Path) -> tantivy.Index:
    """The index in a folder, read only when told to (no thread that watches the folder)."""
    index = tantivy.Index.open(str(path))
    index.config_reader("manual")
    schema.register_tokenizer(index)
    return index


def create_index(folders: Folders, generation: Generation) -> tantivy.Index:
    """A new, empty index in the folder of a generation."""
    index = tantivy.Index(schema.build_schema(), path=str(folders.path(generation)))
    schema.register_tokenizer(index)
    return index
