"""Services come first where translators choose what to do next, and those that readers must know something of at once before all others."""

from __future__ import annotations

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from resources.models import Alert, ServicePage
from translation import queue


def newest() -> Subquery:
    """The first day of the newest alert that holds today."""
    today = timezone.localdate()
    held = Alert.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), page=OuterRef("pk"), starts_on__lte=today)
    return Subquery(held.order_by("-starts_on").values("starts_on")[:1])


def register() -> None:
    """Tell the list of translations."""
    queue.register_first(ServicePage, newest)
