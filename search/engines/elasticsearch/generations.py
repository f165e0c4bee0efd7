"""The indexes behind one name: an alias points to the one in use, a new one is built beside it and takes its place in one call."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from elasticsearch import BadRequestError, Elasticsearch, NotFoundError

from search.analysis import ANALYSIS_VERSION
from search.engines.base import IndexBusyError, IndexUnavailableError
from search.engines.elasticsearch.cluster import MISSING, Cluster, told
from search.engines.elasticsearch.lock import TAKEN
from search.engines.elasticsearch.schema import FORMAT, SETTINGS, mapping

THERE: Final = "resource_already_exists_exception"


@dataclass(frozen=True, slots=True)
class Generation:
    """One index. ``index`` is its own name; ``analysis`` are the rules by which its terms were made."""

    index: str
    analysis: str = ANALYSIS_VERSION

    @property
    def door(self) -> str:
        """A name that it has for as long as it is there: what is written by it makes no new index where it is gone."""
        return f"{self.index}.door"

    @property
    def outdated(self) -> bool:
        """Were the terms made by other rules than today's?"""
        return self.analysis != ANALYSIS_VERSION


class Generations:
    """All indexes of one name."""

    def __init__(self, cluster: Cluster, name: str) -> None:
        """``name`` is that of the hub in the cluster."""
        self._cluster, self.name = cluster, name
        self.alias = f"{name}-{FORMAT}"

    @property
    def _client(self) -> Elasticsearch:
        """For all that changes something."""
        return self._cluster.writing

    def current(self) -> Generation:
        """The one in use. Raises ``IndexUnavailableError`` without one."""
        with told():
            found = self._cluster.looking.indices.get(index=self.alias, features="mappings", filter_path="*.mappings._meta")
        return next((_generation(index, told_of) for index, told_of in found.items()), None) or _missing()

    def new(self) -> Generation:
        """An empty index. Where its name is taken, it was made, and the answer lost: nobody else makes one of this name."""
        made = Generation(f"{self.alias}-{time.time_ns()}")
        with told():
            try:
                self._client.indices.create(index=made.index, settings=SETTINGS, mappings=mapping(), aliases={made.door: {}})
            except BadRequestError as error:
                if error.error != THERE:
                    raise
        return made

    def settle(self, generation: Generation) -> None:
        """Wait a while until it has its copies on other machines, if there are any."""
        with told():
            self._client.options(ignore_status=408).cluster.health(index=generation.index, wait_for_status="green", timeout="20s")

    def use(self, generation: Generation) -> None:
        """Put a generation in the place of the one in use, at once. Raises ``IndexBusyError`` when another has been put there meanwhile."""
        with told():
            self._replace(self._named(), generation)
            while (named := self._named()) != {generation.index}:
                if generation.index not in named:
                    raise IndexBusyError(TAKEN)
                self._replace(named - {generation.index}, generation)

    def _replace(self, old: set[str], generation: Generation) -> None:
        """Move the alias in one call, which does nothing unless the old ones still have it: another rebuild was quicker, or this very call was made
        before and its answer lost. Who looks at the alias sees which."""
        away = [{"remove": {"index": index, "alias": self.alias, "must_exist": True}} for index in sorted(old)]
        with suppress(NotFoundError):
            self._client.indices.update_aliases(actions=[*away, {"add": {"index": generation.index, "alias": self.alias}}])

    def _named(self) -> set[str]:
        """The indexes that have the alias: one, or none yet."""
        found = self._client.options(ignore_status=404).indices.get_alias(name=self.alias)
        return set() if "error" in found else set(found)

    def sweep(self) -> None:
        """Remove every index that nobody uses: what was replaced, what a rebuild that died left. Only for the holder of the lock."""
        with told():
            for index in self._unused():
                self._client.options(ignore_status=404).indices.delete(index=index)

    def drop(self, generation: Generation) -> None:
        """Remove one that came to nothing. Where that fails it is swept after the next one."""
        with suppress(IndexUnavailableError), told():
            self._client.indices.delete(index=generation.index)

    def _unused(self) -> Iterator[str]:
        """Indexes of this name and format, or an earlier one, that the alias of this format does not name."""
        ours = re.compile(rf"{re.escape(self.name)}-(\d+)-\d+")
        for index, found in self._client.indices.get(index=f"{self.name}-*", features="aliases").items():
            named = ours.fullmatch(index)
            if named and int(named[1]) <= FORMAT and self.alias not in found["aliases"]:
                yield index

    def remove(self) -> None:
        """Remove all that there is of this name and format."""
        with told():
            for index in self._client.indices.get(index=f"{self.alias}-*", features="aliases"):
                self._client.options(ignore_status=404).indices.delete(index=index)


def _generation(index: str, found: Any) -> Generation:
    """From what Elasticsearch tells of an index."""
    return Generation(index, str(found["mappings"].get("_meta", {}).get("analysis", "")))


def _missing() -> Generation:
    """There is none: raises ``IndexUnavailableError``."""
    raise IndexUnavailableError(MISSING)
