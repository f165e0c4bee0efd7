"""Bringing the index up to the table: ``update`` (again and again), ``rebuild`` (beside the old one), ``reconcile``, ``status``.

The indexer alone writes to an index, under its lock. Whoever reads the search only reads.
"""

from .checking import reconcile
from .position import Position
from .rebuilding import rebuild
from .renewal import renew_stale
from .state import IndexState, State, status
from .summary import Progress, Summary
from .updating import update, update_index

__all__ = ["IndexState", "Position", "Progress", "State", "Summary", "rebuild", "reconcile", "renew_stale", "status", "update", "update_index"]
