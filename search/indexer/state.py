"""How the indexes and the table stand, for the operator."""

from __future__ import annotations

from dataclasses import dataclass

from search.engines import site_engine
from search.engines.base import Engine, IndexStatus
from search.models import SearchDocument

from .position import Position


@dataclass(frozen=True)
class IndexState:
    """One index as its engine tells it, how far it has come, and how many rows it has not taken."""

    index: IndexStatus
    position: Position
    waiting: int

    @property
    def well(self) -> bool:
        """Is there nothing that a person should look at?"""
        return self.index.exists and not self.index.needs_rebuild and not self.index.problem


@dataclass(frozen=True)
class State:
    """All ``indexes`` that the site's engine needs, that of this machine first; of the table: rows that can be found, ``withdrawn`` ones, ``stale``
    ones that wait for their text."""

    indexes: tuple[IndexState, ...]
    documents: int
    withdrawn: int
    stale: int

    @property
    def well(self) -> bool:
        """Are all of them well?"""
        return all(one.well for one in self.indexes)

    @property
    def waiting(self) -> int:
        """The rows that the index which is farthest behind has not taken."""
        return max(one.waiting for one in self.indexes)

    @property
    def problem(self) -> str:
        """What is wrong with those that are not well, as far as they say."""
        return " ".join(one.index.problem for one in self.indexes if one.index.problem)


def status(engine: Engine | None = None) -> State:
    """How everything stands now. Never raises for a missing or broken index."""
    count = SearchDocument.objects.filter
    indexes = tuple(map(index_status, (engine or site_engine()).indexes))
    return State(indexes, count(withdrawn=False).count(), count(withdrawn=True).count(), count(stale=True).count())


def index_status(index: Engine) -> IndexState:
    """How one index stands."""
    told = index.status()
    position = Position.read(told.position)
    return IndexState(told, position, len(position.look()[0]))
