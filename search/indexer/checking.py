"""Comparing: the table with the pages, the index with the table. Finds what no signal told of (fixtures, a restored backup, a statement by hand)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import reduce
from typing import Any, Final

from django.utils import timezone

from search.engines import site_engine
from search.engines.base import Engine, Writer
from search.gate import visible_pages
from search.models import SearchDocument, Version
from search.outbox import next_version, searchable_models

from .position import Position
from .renewal import renew_pages, renew_stale
from .summary import Summary
from .taking import take

KEEP_GRAVESTONES: Final = timedelta(days=30)
"""How long a withdrawn row tells indexes what to forget. One that was away for longer is compared as a whole."""


def repair_table() -> int:
    """Write anew the rows that do not fit their pages: those that nobody may see, those with other dates, those that are missing. How many pages."""
    pages: Any = visible_pages(at_any_time=True)
    public = {pk: dates for pk, *dates in pages.type(*searchable_models()).values_list("pk", "go_live_at", "expire_at")}
    found = {pk: dates for pk, *dates in SearchDocument.objects.filter(withdrawn=False).values_list("page_id", "visible_from", "visible_until")}
    wrong = [pk for pk in public.keys() | found.keys() if public.get(pk) != found.get(pk)]
    return sum(renew_pages(sorted(wrong)))


def reconcile(engine: Engine | None = None, wait: float = 0.0) -> Summary:
    """Compare pages, table and each index of the engine, and mend what differs. ``wait`` and what is raised as in ``Engine.writer``."""
    return reduce(Summary.then, (reconcile_index(one, wait) for one in (engine or site_engine()).indexes))


def reconcile_index(index: Engine, wait: float = 0.0) -> Summary:
    """One of them."""
    summary = Summary(renewed=repair_table() + renew_stale())
    _news, after = Position.read(index.position()).look()
    with index.writer(wait) as writer:
        _mend(writer, dict(index.versions()), summary)
        writer.commit(replace(after, checked=timezone.now()).text())
    _forget()
    return summary.finished()


def _mend(writer: Writer, indexed: dict[str, int], summary: Summary) -> None:
    """Bring the index, which holds these versions, to what the table says."""
    rows = {key: (version, withdrawn) for key, version, withdrawn in SearchDocument.objects.values_list("key", "version", "withdrawn")}
    take(writer, [key for key, (version, withdrawn) in rows.items() if (key in indexed or not withdrawn) and indexed.get(key) != version], summary)
    strangers = indexed.keys() - rows.keys()
    version = next_version() if strangers else 0
    for key in strangers:
        summary.withdrawn += writer.delete(key, max(version, indexed[key]))


def _forget() -> None:
    """Clear away what nobody needs any more: old gravestones, numbers that were given out."""
    SearchDocument.objects.filter(withdrawn=True, stale=False, updated__lt=timezone.now() - KEEP_GRAVESTONES).delete()
    if last := Version.objects.order_by("-pk").values_list("pk", flat=True).first():
        Version.objects.filter(pk__lt=last).delete()
