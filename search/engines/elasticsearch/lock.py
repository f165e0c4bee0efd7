"""The one who writes: a row in an index of its own, which its owner keeps renewing. Whoever waits sees by the row alone whether the owner
still lives, so clocks need not agree."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Event, Thread
from threading import Lock as Mutex
from typing import Any, Final

from elastic_transport import ObjectApiResponse
from elasticsearch import ConflictError, NotFoundError, TransportError

from search.engines.base import IndexBusyError, SearchError
from search.engines.elasticsearch.cluster import Cluster, told

LEASE: Final = 20.0
"""Seconds after which an owner that has not renewed is taken for dead."""
RENEW: Final = 4.0
"""Seconds between two signs of life, which a thread of its own gives: whoever holds the lock may be busy with a list or a database for long."""
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
        row = Hold(self._cluster, self._index, self._name)
        with told():
            self._prepare()
            self._take(row, time.monotonic() + wait)
        with row.beating():
            yield row

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

    def __init__(self, cluster: Cluster, index: str, name: str) -> None:
        """Nothing is held yet. The number tells our row from that of another where the answer to a write was lost."""
        self._client = cluster.holding
        self._row: dict[str, Any] = {"index": index, "id": name}
        self._number = secrets.randbits(62)
        self._held: Held | None = None
        self._lost, self._over = False, Event()
        self._one = Mutex()

    @contextmanager
    def beating(self) -> Iterator[None]:
        """Renew it for as long as the block lasts, whatever that is busy with; then let it go."""
        beat = Thread(target=self._beat, daemon=True)
        beat.start()
        try:
            yield
        finally:
            self._over.set()
            beat.join()
            self.let_go()

    def _beat(self) -> None:
        """Renew it again and again. A cluster that is away says nothing about who holds it."""
        while not (self._over.wait(RENEW) or self._lost):
            with suppress(SearchError):
                self.confirm()

    def check(self) -> None:
        """Raises ``IndexBusyError`` when another has been seen to have taken the lock."""
        if self._lost:
            raise IndexBusyError(TAKEN)

    def confirm(self) -> None:
        """Say now that the holder lives. Raises ``IndexBusyError`` when another has taken the lock."""
        with self._one, told():
            self._lost = self._lost or self._held is None or not self.change(self._held)
        self.check()

    def create(self) -> bool:
        """Make the row; False where there is one."""
        try:
            self._note(self._client.create(**self._row, document={"beat": self._number}))
        except ConflictError:
            return self._is_ours()
        return True

    def look(self) -> Held | None:
        """How the row is, whoever made it."""
        row = self._read()
        return (row["_seq_no"], row["_primary_term"]) if row else None

    def change(self, held: Held) -> bool:
        """Write the row anew; False when it is not as it was."""
        try:
            self._note(self._client.index(**self._row, document={"beat": self._number}, if_seq_no=held[0], if_primary_term=held[1]))
        except ConflictError:
            return self._is_ours()
        return True

    def _read(self) -> Mapping[str, Any] | None:
        """The row, None where there is none."""
        try:
            return self._client.get(**self._row).body
        except NotFoundError:
            return None

    def _is_ours(self) -> bool:
        """Did we write the row that keeps us out? Then an answer was lost, and the same was asked again at another host."""
        row = self._read()
        if row is None or row["_source"]["beat"] != self._number:
            return False
        self._note(row)
        return True

    def _note(self, written: Mapping[str, Any] | ObjectApiResponse[Any]) -> None:
        """Remember what was written."""
        self._held = (written["_seq_no"], written["_primary_term"])

    def let_go(self) -> None:
        """Remove the row, if it is still ours. Where Elasticsearch is away nobody needs it: it will be taken over."""
        if self._held and not self._lost:
            ours: dict[str, Any] = {"if_seq_no": self._held[0], "if_primary_term": self._held[1]}
            with suppress(TransportError):
                self._client.options(ignore_status=(404, 409, 503)).delete(**self._row, **ours)
