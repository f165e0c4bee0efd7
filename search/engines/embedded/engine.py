"""The embedded engine: reading at any time by anyone, writing by one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from search.analysis import ANALYSIS_VERSION, clean, normal_code, query_units, rules_of
from search.engines.base import Answer, Engine, Hit, IndexOutdatedError, IndexStatus, IndexUnavailableError, Query, Writer
from search.engines.embedded.folders import Folders
from search.engines.embedded.ladder import Ladder, plans
from search.engines.embedded.reader import Reader, create_index, open_index
from search.engines.embedded.soundness import readable
from search.engines.embedded.spoken import AT_ONCE
from search.engines.embedded.titles import Titles
from search.engines.embedded.view import View
from search.engines.embedded.words import IndexWords
from search.engines.embedded.writer import writing
from search.engines.plans import Plans
from search.query import Words, completions

UPDATE_HEAP: Final = 32_000_000
REBUILD_HEAP: Final = 128_000_000


class EmbeddedEngine(Engine):
    """tantivy in a folder: no server, nothing to nurse."""

    name = "tantivy"

    def __init__(self, root: Path, at_once: int = AT_ONCE) -> None:
        """``root`` is the folder of the index; it is made by the first ``rebuild``. ``at_once``: the words of so many documents are read again while
        the first search after a commit waits, those of more in the background."""
        self._folders = Folders(root)
        self._reader = Reader(self._folders, at_once)

    def search(self, query: Query) -> Answer:
        """See ``Engine``."""
        view = self._reader.view()
        with readable():
            return Ladder(view, query).answer()

    def plans(self, query: Query) -> Plans:
        """What the query asks for, in the words of this index: for another engine that has none. Raises ``IndexUnavailableError``."""
        view = self._reader.view()
        with readable():
            return plans(view, query)

    def remove(self) -> None:
        """See ``Engine``."""
        self._folders.remove()

    def _words(self, view: View, languages: Collection[str], exclude_keys: Collection[str]) -> dict[str, Words]:
        """The vocabularies of these languages (none given: of all)."""
        codes = dict.fromkeys(normal_code(code) for code in languages) or view.languages
        return {code: IndexWords(view, code, exclude_keys) for code in codes if code in view.languages}

    def complete(self, text: str, languages: Collection[str], limit: int = 8, exclude_keys: Collection[str] = frozenset()) -> list[str]:
        """See ``Engine``."""
        view = self._reader.view()
        with readable():
            words = self._words(view, languages, exclude_keys)
            return completions(text, list(words), words, limit)

    def titles(self, text: str, languages: Collection[str], limit: int = 8, exclude_keys: Collection[str] = frozenset()) -> list[Hit]:
        """See ``Engine``."""
        view = self._reader.view()
        codes = [code for code in dict.fromkeys(map(normal_code, languages)) if code in view.languages]
        with readable():
            return Titles(view, codes, exclude_keys).beginning(text, limit)

    def known(self, word: str, languages: Collection[str] = (), exclude_keys: Collection[str] = frozenset()) -> bool:
        """See ``Engine``."""
        view = self._reader.view()
        with readable():
            words = self._words(view, languages, exclude_keys)
            return any(words[code].count(unit.whole.exact) for code in words for unit in query_units(clean(word), rules_of(code), most=1))

    def shares(self, words: Collection[str], exclude_keys: Collection[str] = frozenset()) -> Mapping[str, Mapping[str, float]]:
        """See ``Engine``."""
        view = self._reader.view()
        with readable():
            known = self._words(view, (), exclude_keys)
            return {code: {word: known[code].count(word) / view.languages[code] for word in words} for code in known}

    def versions(self) -> Iterator[tuple[str, int]]:
        """See ``Engine``."""
        view = self._reader.view()
        with readable():
            yield from view.versions()

    def position(self) -> str | None:
        """See ``Engine``."""
        view = self._reader.view()
        with readable():
            return view.position()

    def status(self) -> IndexStatus:
        """See ``Engine``."""
        try:
            generation, view = self._folders.current(), self._reader.view()
            problem = "The index was built by other rules of analysis." if generation.outdated else ""
            if not self._reader.complete():
                raise IndexUnavailableError("Some files of the search index are gone.")
            with readable():
                documents, size, position = view.count(view.living()), self._folders.size(generation), view.position()
        except IndexUnavailableError as error:
            return IndexStatus(self.name, exists=self._folders.pointer.exists(), problem=str(error))
        return IndexStatus(self.name, True, documents, size, position, generation.analysis, generation.outdated, problem)

    @contextmanager
    def writer(self, wait: float = 0.0) -> Iterator[Writer]:
        """See ``Engine``."""
        with self._folders.lock(wait):
            generation = self._folders.current()
            if generation.outdated:
                raise IndexOutdatedError(f"The index was built by analysis {generation.analysis}, this is {ANALYSIS_VERSION}.")
            view = self._reader.view()
            with writing(open_index(self._folders.path(generation)), view, UPDATE_HEAP) as writer:
                yield writer

    @contextmanager
    def rebuild(self, wait: float = 0.0) -> Iterator[Writer]:
        """See ``Engine``."""
        with self._folders.lock(wait):
            generation = self._folders.new()
            try:
                with writing(create_index(self._folders, generation), None, REBUILD_HEAP) as writer:
                    yield writer
                self._folders.use(generation)
            finally:
                self._folders.sweep(self._folders.in_use())
