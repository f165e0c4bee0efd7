"""Writing to the embedded index: by key, with versions from outside, the position in the same commit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import tantivy

from search.engines.base import EngineDocument, IndexBusyError, IndexUnavailableError, Writer
from search.engines.embedded import schema
from search.engines.embedded.view import View


class IndexWriter(Writer):
    """Changes to one generation. ``before`` is the view of the last commit (None: the index is new and empty)."""

    def __init__(self, writer: tantivy.IndexWriter, before: View | None) -> None:
        """The lock is held by the caller."""
        self._writer = writer
        self._before = before
        self._versions: dict[str, int] = {}

    def _late(self, key: str, version: int) -> bool:
        """Does the index hold a newer version? If not, this one is noted."""
        known = self._versions.get(key)
        if known is None and self._before is not None:
            known = self._before.version(key)
        if known is not None and known > version:
            return True
        self._versions[key] = version
        return False

    def _replace(self, key: str, row: tantivy.Document) -> None:
        """One row for the key, whatever was there."""
        self._writer.delete_documents_by_term(schema.KEY, key)
        self._writer.add_document(row)

    def put(self, document: EngineDocument) -> bool:
        """See ``Writer``."""
        if self._late(document.key, document.version):
            return False
        self._replace(document.key, schema.make_row(document))
        return True

    def delete(self, key: str, version: int) -> bool:
        """See ``Writer``."""
        if self._late(key, version):
            return False
        self._replace(key, schema.make_gravestone(key, version))
        return True

    def commit(self, position: str | None = None) -> None:
        """See ``Writer``."""
        if position is not None:
            self._writer.delete_documents_by_term(schema.META, schema.POSITION)
            self._writer.add_document(schema.make_position(position))
        self._writer.commit()


@contextmanager
def writing(index: tantivy.Index, before: View | None, heap: int) -> Iterator[IndexWriter]:
    """A writer on the index that commits at the end, or takes back what was not committed. ``heap`` in bytes."""
    writer = _open(index, heap)
    ours = IndexWriter(writer, before)
    try:
        yield ours
    except BaseException:
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
