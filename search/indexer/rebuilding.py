"""Making the index anew beside the old one, which answers until the new one takes its place."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from typing import Final

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils import timezone

from search.engines import site_engine
from search.engines.base import Engine
from search.kinds import REGISTRY
from search.models import SearchDocument

from .checking import repair_table
from .position import Position
from .renewal import all_pages, renew_pages, renew_stale
from .summary import Progress, Summary, silent

CHUNK: Final = 500


def rebuild(engine: Engine | None = None, *, texts: bool = False, wait: float = 0.0, progress: Progress = silent) -> Summary:
    """Make each index of the engine anew from the table; with ``texts`` the table first from the pages. ``wait`` and what is raised as in
    ``Engine.rebuild``."""
    renewed = Summary(renewed=renew_all(progress) if texts else 0)
    return reduce(Summary.then, (rebuild_index(one, wait=wait, progress=progress) for one in (engine or site_engine()).indexes), renewed)


def rebuild_index(index: Engine, *, wait: float = 0.0, progress: Progress = silent) -> Summary:
    """One of them."""
    summary = Summary(renewed=repair_table() + renew_stale(), rebuilt=True)
    _news, start = Position().look()
    now = timezone.now()
    with index.rebuild(wait) as writer:
        total = living().count()
        for row in in_order().iterator(CHUNK):
            summary.taken += writer.put(row.for_engine())
            progress("index", summary.taken, total)
        writer.commit(replace(start, built=now, checked=now).text())
    return summary.finished()


def renew_all(progress: Progress = silent) -> int:
    """Write all rows anew from the pages."""
    pages, done = all_pages(), 0
    for number in renew_pages(pages):
        done += number
        progress("texts", done, len(pages))
    return done


def living() -> QuerySet[SearchDocument]:
    """The rows that can be found."""
    return SearchDocument.objects.filter(withdrawn=False)


def in_order() -> QuerySet[SearchDocument]:
    """The same, in the order in which results stand when nothing else decides: by kind, then by title."""
    ranks = [When(kind=kind.code, then=Value(kind.rank)) for kind in REGISTRY.kinds.values()]
    return living().order_by(Case(*ranks, default=Value(1000), output_field=IntegerField()), "title", "key")
