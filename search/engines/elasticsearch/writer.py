"""Writing to one index: by key, with the versions of the table, the position in the same request as the last documents."""

from __future__ import annotations

import base64
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from elasticsearch import Elasticsearch, NotFoundError
from elasticsearch.helpers import streaming_bulk

from search.engines.base import EngineDocument, Writer
from search.engines.elasticsearch.cluster import refused, told
from search.engines.elasticsearch.generations import Generation
from search.engines.elasticsearch.lock import Hold
from search.engines.elasticsearch.schema import POSITION, make_gravestone, make_row

AT_A_TIME: Final = 500
BYTES: Final = 8_000_000
"""A request holds no more documents, nor more than so many bytes of them."""
MOST_WAITING: Final = 5_000
"""Documents that are held back until they are committed; more are sent before, unseen until then."""
LATE: Final = 409
"""The status of a write that came too late: a newer version is there, which is as it should be."""


class IndexWriter(Writer):
    """Changes to one generation, which is empty if ``fresh``."""

    def __init__(self, client: Elasticsearch, generation: Generation, hold: Hold, *, fresh: bool = False) -> None:
        """The lock is held by the caller."""
        self._client, self._into, self._hold, self._fresh = client, generation, hold, fresh
        self._versions: dict[str, int | None] = {}
        self._waiting: dict[str, dict[str, Any]] = {}
        self._row = time.time_ns()

    def put(self, document: EngineDocument) -> bool:
        """See ``Writer``."""
        self._row += 1
        return self._replace(document.key, document.version, lambda: make_row(document, self._row))

    def put_all(self, documents: Iterable[EngineDocument]) -> int:
        """See ``Writer``. The versions that the index has are asked for many at a time."""
        coming, taken = iter(documents), 0
        while several := list(islice(coming, AT_A_TIME)):
            self._look_up([one.key for one in several])
            taken += sum(self.put(one) for one in several)
        return taken

    def delete(self, key: str, version: int) -> bool:
        """See ``Writer``."""
        return self._replace(key, version, make_gravestone)

    def commit(self, position: str | None = None) -> None:
        """See ``Writer``."""
        if position is not None:
            kept = base64.b64encode(position.encode()).decode()
            self._waiting[POSITION] = {"_id": POSITION, "_source": {"position": kept}}
        self._send()
        with told():
            self._client.indices.refresh(index=self._into.door)

    def _replace(self, key: str, version: int, make: Any) -> bool:
        """One row for the key, whatever was there; False when that is newer."""
        known = self._version(key)
        if known is not None and known > version:
            return False
        self._waiting[key] = {"_id": key, "_version": version, "_version_type": "external_gte", "_source": make()}
        self._versions[key] = version
        if len(self._waiting) >= MOST_WAITING:
            self._send()
        self._hold.check()
        return True

    def _version(self, key: str) -> int | None:
        """The version that the index will hold of the key, None when it has never seen it."""
        if key not in self._versions and not self._fresh:
            self._look_up([key])
        return self._versions.get(key)

    def _look_up(self, keys: list[str]) -> None:
        """Ask for the versions of some keys, deleted ones too."""
        unknown = [key for key in keys if key not in self._versions]
        if not self._fresh and unknown:
            with told():
                found = self._client.mget(index=self._into.door, ids=unknown, source=False)["docs"]
            if problem := next((one["error"] for one in found if "error" in one), None):
                raise refused(503, problem.get("type"))
            self._versions |= {one["_id"]: one["_version"] if one.get("found") else None for one in found}

    def _send(self) -> None:
        """Send what waits. Not to be seen before ``commit``."""
        waiting, self._waiting = self._waiting, {}
        options: dict[str, Any] = {"index": self._into.door, "require_alias": True, "raise_on_error": False, "max_retries": 3, "initial_backoff": 0.2}
        with told():
            for well, told_of in streaming_bulk(self._client, _each(waiting), AT_A_TIME, BYTES, **options):
                answer = told_of["index"]
                if not well and answer["status"] != LATE:
                    raise refused(answer["status"], answer.get("error", {}).get("type"))
                self._hold.check()


def _each(waiting: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The documents, the position behind them: it says that they are there."""
    yield from (one for key, one in waiting.items() if key != POSITION)
    if POSITION in waiting:
        yield waiting[POSITION]


def position(client: Elasticsearch, index: str) -> str | None:
    """The position of the last commit that gave one."""
    with told():
        try:
            kept = client.get(index=index, id=POSITION, source=False, stored_fields="position")
        except NotFoundError as error:
            if "found" not in error.body:
                raise
            return None
    return base64.b64decode(kept["fields"]["position"][0]).decode()
