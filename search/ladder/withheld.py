"""Documents that the index may still hold and nobody may see: withdrawn since it was written, or outside their dates at this moment."""

from __future__ import annotations

from django.utils import timezone

from search.engines.base import Engine
from search.indexer.position import REREAD, Position
from search.models import SearchDocument


def withheld_keys(engine: Engine) -> frozenset[str]:
    """Their keys, so that counts, pages and results agree (one query). Raises ``IndexUnavailableError``.

    Each reason is asked for by itself, so that the database looks into its indexes: asked in one breath it reads the whole table.
    """
    now, version = timezone.now(), Position.read(engine.position()).version
    keys = SearchDocument.objects.values_list("key", flat=True)
    gone, there = keys.filter(withdrawn=True), keys.filter(withdrawn=False)
    not_taken = gone.filter(version__gt=version).union(gone.filter(updated__gte=now - REREAD))
    return frozenset(not_taken.union(there.filter(visible_until__lte=now), there.filter(visible_from__gt=now)))
