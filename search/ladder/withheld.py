"""Documents that the index may still hold and nobody may see: withdrawn since it was written, or outside their dates at this moment."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from search.engines.base import Engine
from search.indexer.position import REREAD, Position
from search.models import SearchDocument


def withheld_keys(engine: Engine) -> frozenset[str]:
    """Their keys, so that counts, pages and results agree (one query). Raises ``IndexUnavailableError``."""
    now, version = timezone.now(), Position.read(engine.position()).version
    not_taken = Q(withdrawn=True) & (Q(version__gt=version) | Q(updated__gte=now - REREAD))
    out_of_time = Q(withdrawn=False) & (Q(visible_until__lte=now) | Q(visible_from__gt=now))
    return frozenset(SearchDocument.objects.filter(not_taken | out_of_time).values_list("key", flat=True))
