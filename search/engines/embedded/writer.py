"""Writing to the embedded index: by key, with versions from outside, the position in the same commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import tantivy

from search.engines.base import EngineDocument, IndexBusyError, IndexUnavailableError, IndexWriteError, Writer
from search.engines.embedded import schema
from search.engines.embedded.soundness import readable
from search.engines.embedded.view import View


class IndexWriter(Writer):
    """Changes to one generation. ``before`` is the view of the last commit (None: the index is new and empty)."""

    def __init__(self, writer: tantivy.IndexWriter, before: View | None) -> None:
        """The lock is held by the caller."""
        self._writer = writer
        self._before = before
        self._versions: dict[str, int] = {}

    def _version(self, key: str) -> int | None:
        """The version that the index will hold of the key, None when it has never seen it."""
        known = self._versions.get(key)
        with readable():
            return self._before.version(key) if known is None and self._before is not None else known

    def _replace(self, key: str, version: int, make: Callable[[], tantivy.Document]) -> bool:
        """One row for the key, whatever was there; False when that is newer. Rows that are new cost no deletion."""
        known = self._version(key)
        if known is not None and known > version:
            return False
        row = make()
        with _told():
            if known is not None:
                self._writer.delete_documents_by_term(schema.KEY, key)
            self._writer.add_document(row)
        self._versions[key] = version
        return True

    def put(self, document: EngineDocument) -> bool:
        """See ``Writer``."""
        return self._replace(document.key, document.version, lambda: schema.make_row(document))

    def delete(self, key: str, version: int) -> bool:
        """See ``Writer``."""
        return self._replace(key, version, lambda: schema.make_gravestone(key, version))

    def commit(self, position: str | None = None) -> None:
        """See ``Writer``."""
        with _told():
            if position is not None:
                self._writer.delete_documents_by_term(schema.META, schema.POSITION)
                self._writer.add_document(schema.make_position(position))
            self._writer.commit()


@contextmanager
def _told() -> Iterator[None]:
    """What keeps tantivy from writing, in words for the operator."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise IndexWriteError(f"The search index cannot be written: {error}. Is the disk full?") from error


@contextmanager
def writing(index: tantivy.Index, before: View | None, heap: int) -> Iterator[IndexWriter]:
    """A writer on the index that commits at the end, or takes back what was not committed. ``heap`` in bytes."""
    writer = _open(index, heap)
    ours = IndexWriter(writer, before)
    try:
        yield ours
    except BaseException:
        with suppress(ValueError):  # where the disk is full there is nothing to take back
            writer.rollback()
        raise
    ours.commit()
    writer.wait_merging_threads()


def _open(index: tantivy.Index, heap: int) -> tantivy.IndexWriter:
    """The one writer of the index."""
    try:
        return index.writer(heap, 1)
    except ValueError as error:
        if "LockBusy" in str(error):
            raise IndexBusyError("Another process is writing to the search index.") from error
        raise IndexUnavailableError("The search index cannot be written to.") from error
