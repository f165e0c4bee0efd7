"""How the index and the table stand, for the operator."""

from __future__ import annotations

from dataclasses import dataclass

from search.engines import site_engine
from search.engines.base import Engine, IndexStatus
from search.models import SearchDocument

from .position import Position


@dataclass(frozen=True)
class State:
    """``index`` as the engine tells it; of the table: rows that can be found, ``withdrawn`` ones, ``stale`` ones that wait for their text;
    ``waiting``: rows that the index has not taken."""

    index: IndexStatus
    position: Position
    documents: int
    withdrawn: int
    stale: int
    waiting: int

    @property
    def well(self) -> bool:
        """Is there nothing that a person should look at?"""
        return self.index.exists and not self.index.needs_rebuild and not self.index.problem


def status(engine: Engine | None = None) -> State:
    """How everything stands now. Never raises for a missing or broken index."""
    index = (engine or site_engine()).status()
    position = Position.read(index.position)
    waiting, _after = position.look()
    count = SearchDocument.objects.filter
    return State(index, position, count(withdrawn=False).count(), count(withdrawn=True).count(), count(stale=True).count(), len(waiting))
