"""The engine on Elasticsearch: reading at any time by anyone, writing by one machine."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any, Final

from search.analysis import ANALYSIS_VERSION
from search.engines.base import Answer, Engine, EngineAwayError, Hit, IndexOutdatedError, IndexStatus, IndexUnavailableError, Query, Writer
from search.engines.elasticsearch.asking import ask
from search.engines.elasticsearch.cluster import Cluster, told
from search.engines.elasticsearch.generations import Generation, Generations
from search.engines.elasticsearch.ladder import Ladder
from search.engines.elasticsearch.lock import Lock
from search.engines.elasticsearch.plain import plain
from search.engines.elasticsearch.schema import living
from search.engines.elasticsearch.writer import IndexWriter, position
from search.engines.embedded import EmbeddedEngine

AT_A_TIME: Final = 5_000
"""Documents that are listed in one request."""
LISTED_FOR: Final = "2m"


class ElasticEngine(Engine):
    """Elasticsearch finds and ranks. What it is asked for, and all that is asked while somebody types, comes from the words of this machine."""

    name = "elasticsearch"

    def __init__(self, cluster: Cluster, name: str, locks: str, words: EmbeddedEngine) -> None:
        """``name`` is how the names of its indexes in the cluster begin, ``locks`` the index that tells who writes, ``words`` that of this machine,
        which somebody keeps up as well (``indexes``)."""
        self._cluster, self._words = cluster, words
        self.generations = Generations(cluster, name)
        self._lock = Lock(cluster, locks, self.generations.alias)

    @property
    def indexes(self) -> tuple[Engine, ...]:
        """See ``Engine``."""
        return self._words, self

    def search(self, query: Query) -> Answer:
        """See ``Engine``."""
        try:
            plans = self._words.plans(query)
        except IndexUnavailableError:
            plans = plain(query)
        return Ladder(plans, partial(ask, self._cluster.reading, self.generations.alias)).answer()

    def complete(self, text: str, languages: Collection[str], limit: int = 8, exclude_keys: Collection[str] = frozenset()) -> list[str]:
        """See ``Engine``."""
        return self._words.complete(text, languages, limit, exclude_keys)

    def titles(self, text: str, languages: Collection[str], limit: int = 8, exclude_keys: Collection[str] = frozenset()) -> list[Hit]:
        """See ``Engine``."""
        return self._words.titles(text, languages, limit, exclude_keys)

    def known(self, word: str, languages: Collection[str] = (), exclude_keys: Collection[str] = frozenset()) -> bool:
        """See ``Engine``."""
        return self._words.known(word, languages, exclude_keys)

    def shares(self, words: Collection[str], exclude_keys: Collection[str] = frozenset()) -> Mapping[str, Mapping[str, float]]:
        """See ``Engine``."""
        return self._words.shares(words, exclude_keys)

    def versions(self) -> Iterator[tuple[str, int]]:
        """See ``Engine``."""
        client = self._cluster.writing
        asked: dict[str, Any] = {"source": False, "version": True, "sort": ["_shard_doc"], "size": AT_A_TIME, "track_total_hits": False}
        with told():
            moment = client.open_point_in_time(index=self.generations.alias, keep_alive=LISTED_FOR)["id"]
            try:
                while True:
                    pit = {"id": moment, "keep_alive": LISTED_FOR}
                    found = client.search(pit=pit, query=living(), allow_partial_search_results=False, **asked)["hits"]["hits"]
                    yield from ((one["_id"], one["_version"]) for one in found)
                    if len(found) < AT_A_TIME:
                        return
                    asked["search_after"] = found[-1]["sort"]
            finally:
                client.close_point_in_time(id=moment)

    def position(self) -> str | None:
        """See ``Engine``."""
        return position(self._cluster.looking, self.generations.alias)

    def status(self) -> IndexStatus:
        """See ``Engine``."""
        try:
            generation = self.generations.current()
            problem = "The index was built by other rules of analysis." if generation.outdated else ""
            documents, size = self._measured(generation)
            return IndexStatus(self.name, True, documents, size, self.position(), generation.analysis, generation.outdated, problem)
        except IndexUnavailableError as error:
            return IndexStatus(self.name, exists=False, needs_rebuild=not isinstance(error, EngineAwayError), problem=str(error))

    def _measured(self, generation: Generation) -> tuple[int, int]:
        """How many documents there are, and how many bytes they take, copies not counted: none as long as a node that died is being replaced."""
        client = self._cluster.looking
        with told():
            documents = client.count(index=generation.index, query=living())["count"]
            stored = client.indices.stats(index=generation.index, metric="store")["_all"]["primaries"].get("store", {})
        return int(documents), int(stored.get("size_in_bytes", 0))

    @contextmanager
    def writer(self, wait: float = 0.0) -> Iterator[Writer]:
        """See ``Engine``."""
        with self._lock.hold(wait) as hold:
            generation = self.generations.current()
            if generation.outdated:
                raise IndexOutdatedError(f"The index was built by analysis {generation.analysis}, this is {ANALYSIS_VERSION}.")
            writer = IndexWriter(self._cluster.writing, generation, hold)
            yield writer
            writer.commit()

    @contextmanager
    def rebuild(self, wait: float = 0.0) -> Iterator[Writer]:
        """See ``Engine``."""
        with self._lock.hold(wait) as hold:
            generation = self.generations.new()
            try:
                writer = IndexWriter(self._cluster.writing, generation, hold, fresh=True)
                yield writer
                writer.commit()
                self.generations.settle(generation)
                hold.confirm()
            except BaseException:
                self.generations.drop(generation)
                raise
            self.generations.use(generation)  # where this fails it may be in use all the same: it is swept another time, or not
            hold.confirm()
            self.generations.sweep()

    def remove(self) -> None:
        """See ``Engine``."""
        self.generations.remove()
        self._words.remove()
