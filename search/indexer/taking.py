"""Rows into the index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from search.engines.base import Engine, Writer
from search.models import SearchDocument

from .position import Position
from .renewal import renew_stale
from .summary import Summary

AT_A_TIME: Final = 500


def take_news(engine: Engine, wait: float = 0.0) -> Summary:
    """Write marked rows anew, then put all rows into the index that it has not taken. ``wait`` as in ``Engine.writer``."""
    summary = Summary(renewed=renew_stale())
    news, after = Position.read(engine.position()).look()
    if news:
        with engine.writer(wait) as writer:
            take(writer, [key for key, _version in news], summary)
            writer.commit(after.text())
    return summary.finished()


def take(writer: Writer, keys: Sequence[str], summary: Summary) -> None:
    """Put the rows with these keys into the index, as they are now; take out those that are withdrawn."""
    for start in range(0, len(keys), AT_A_TIME):
        rows = list(SearchDocument.objects.filter(key__in=keys[start : start + AT_A_TIME]))
        summary.taken += writer.put_all(row.for_engine() for row in rows if not row.withdrawn)
        summary.withdrawn += sum(writer.delete(row.key, row.version) for row in rows if row.withdrawn)
