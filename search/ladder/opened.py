"""Who is there at this moment, in true local time: opening times lie in the table as stretches of time, written when facts change and each week."""

from __future__ import annotations

from django.utils import timezone

from search.models import OpenSpan


def open_families() -> frozenset[int]:
    """The families of services where somebody is there now (one query)."""
    now = timezone.now()
    return frozenset(OpenSpan.objects.filter(opens__lte=now, closes__gt=now).values_list("family", flat=True))
