"""The newest view of an index, whoever writes it."""

from __future__ import annotations

import threading
from pathlib import Path

import tantivy

from search.engines.base import IndexUnavailableError
from search.engines.embedded import schema
from search.engines.embedded.folders import Folders, Generation, Stamp, stamp
from search.engines.embedded.soundness import LIST, Files, readable
from search.engines.embedded.spoken import AT_ONCE, Vocabularies
from search.engines.embedded.view import View


class Reader:
    """The newest view of an index, opened again when another process commits or puts a new generation in place."""

    def __init__(self, folders: Folders, at_once: int = AT_ONCE) -> None:
        """Nothing is opened before the first view is asked for. ``at_once``: see ``Vocabularies``."""
        self._folders = folders
        self._at_once = at_once
        self._lock = threading.Lock()
        self._pointer: Stamp | None = None
        self._commit: Stamp | None = None
        self._pointed_at = str(folders.pointer)
        self._path = folders.root
        self._meta = ""
        self._index: tantivy.Index | None = None
        self._vocabularies = Vocabularies(at_once)
        self._files: Files | None = None
        self._view: View | None = None

    def view(self) -> View:
        """The view of the last commit. Raises ``IndexUnavailableError``."""
        with self._lock, readable():
            try:
                return self._folders.settled(self._newest)
            except FileNotFoundError as error:
                raise IndexUnavailableError(f"There is no search index in {self._folders.root}.") from error
            except (OSError, ValueError) as error:
                raise IndexUnavailableError(f"The search index in {self._folders.root} cannot be opened.") from error

    def complete(self) -> bool:
        """Could the view be opened anew? Not where somebody has deleted some of its files. Raises ``IndexUnavailableError``."""
        self.view()
        with self._lock, readable():
            return self._files is None or self._files.all_there() or stamp(self._meta) != self._commit

    def _newest(self) -> View:
        """What was opened last, as long as neither pointer nor commit has changed since."""
        pointer = stamp(self._pointed_at)
        if self._index is None or pointer != self._pointer:
            self._path = self._folders.path(self._folders.current())
            self._meta = str(self._path / LIST)
            self._index, self._pointer, self._commit, self._view = open_index(self._path), pointer, None, None
            self._vocabularies = Vocabularies(self._at_once)
        commit = stamp(self._meta)
        if self._view is None or commit != self._commit:
            self._index.reload()
            self._view, self._commit, self._files = View(self._index, self._vocabularies, self._view), commit, Files(self._path)
        elif self._files:
            self._files.check()
        return self._view


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
