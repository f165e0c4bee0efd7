"""The one who writes: a row in an index of its own, which its owner keeps renewing. Whoever waits sees by the row alone whether the owner
still lives, so clocks need not agree."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

from elastic_transport import ObjectApiResponse
from elasticsearch import ConflictError, Elasticsearch, NotFoundError, TransportError

from search.engines.base import IndexBusyError
from search.engines.elasticsearch.cluster import Cluster, told

LEASE: Final = 20.0
"""Seconds after which an owner that has not renewed is taken for dead."""
RENEW: Final = 4.0
PATIENCE: Final = 0.05
"""Seconds between two tries to get the lock."""
TAKEN: Final = "Another process is writing to the search index."
ROWS: Final = {"dynamic": "strict", "properties": {"beat": {"type": "long", "index": False}}}

Held = tuple[int, int]
"""What Elasticsearch numbers a write by: the row is changed only by who knows the last one."""


class Lock:
    """The lock of one index, for all threads of a process."""

    def __init__(self, cluster: Cluster, index: str, name: str) -> None:
        """``index`` holds the rows of all locks, ``name`` is the row."""
        self._cluster, self._index, self._name = cluster, index, name
        self._seen: tuple[Held, float] | None = None
        self._prepared = False

    @contextmanager
    def hold(self, wait: float) -> Iterator[Hold]:
        """Be the only one who writes; raises ``IndexBusyError`` when another still is after ``wait`` seconds."""
        row = Hold(self._cluster.writing, self._index, self._name)
        with told():
            self._prepare()
            self._take(row, time.monotonic() + wait)
        try:
            yield row
        finally:
            row.let_go()

    def _prepare(self) -> None:
        """Make the index of locks, once: whoever comes second is told that it is there."""
        if not self._prepared:
            indices = self._cluster.writing.options(ignore_status=400).indices
            indices.create(index=self._index, mappings=ROWS, settings={"number_of_shards": 1, "auto_expand_replicas": "0-1"})
            self._prepared = True

    def _take(self, row: Hold, until: float) -> None:
        """Take it from nobody, or from somebody who does not renew it any more."""
        while not (row.create() or self._inherit(row)):
            if time.monotonic() >= until:
                raise IndexBusyError(TAKEN)
            time.sleep(PATIENCE)

    def _inherit(self, row: Hold) -> bool:
        """Take over a row that has been the same for too long."""
        held, now = row.look(), time.monotonic()
        if held is None:
            return False
        if self._seen is None or self._seen[0] != held:
            self._seen = (held, now)
        return now - self._seen[1] > LEASE and row.change(held)


class Hold:
    """The row in the hands of one who holds the lock, or tries to."""

    def __init__(self, client: Elasticsearch, index: str, name: str) -> None:
        """Nothing is held yet."""
        self._client = client
        self._row: dict[str, Any] = {"index": index, "id": name}
        self._held: Held | None = None
        self._renewed = 0.0

    def renew(self) -> None:
        """Say that the holder lives, if it has not for a while. Raises ``IndexBusyError`` when another has taken the lock."""
        if time.monotonic() - self._renewed > RENEW:
            self.confirm()

    def confirm(self) -> None:
        """Say so now."""
        with told():
            if self._held is None or not self.change(self._held):
                raise IndexBusyError(TAKEN)

    def create(self) -> bool:
        """Make the row; False where there is one."""
        try:
            self._note(self._client.create(**self._row, document={"beat": 0}))
        except ConflictError:
            return False
        return True

    def look(self) -> Held | None:
        """How the row is, whoever made it."""
        try:
            row = self._client.get(**self._row)
        except NotFoundError:
            return None
        return row["_seq_no"], row["_primary_term"]

    def change(self, held: Held) -> bool:
        """Write the row anew; False when it is not as it was."""
        try:
            self._note(self._client.index(**self._row, document={"beat": 1}, if_seq_no=held[0], if_primary_term=held[1]))
        except ConflictError:
            return False
        return True

    def _note(self, written: ObjectApiResponse[Any]) -> None:
        """Remember what was written."""
        self._held, self._renewed = (written["_seq_no"], written["_primary_term"]), time.monotonic()

    def let_go(self) -> None:
        """Remove the row, if it is still ours. Where Elasticsearch is away nobody needs it: it will be taken over."""
        if self._held:
            ours: dict[str, Any] = {"if_seq_no": self._held[0], "if_primary_term": self._held[1]}
            with suppress(TransportError):
                self._client.options(ignore_status=(404, 409, 503)).delete(**self._row, **ours)
