"""What waits on a page, in one word: how the lists of the admin say it and narrow by it. Each app brings its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.models import FactChange, HubPage


@dataclass(frozen=True)
class Waiting:
    """``code`` and ``label`` of what waits; ``condition`` gives, for a page type, the condition on its facts pages, or None where there is no such
    thing for the type."""

    code: str
    label: Any
    condition: Callable[[type[HubPage]], Q | None]


_kinds: Final[dict[str, Waiting]] = {}


def register(*kinds: Waiting) -> None:
    """Make ``kinds`` known to the lists."""
    _kinds.update({kind.code: kind for kind in kinds})


def kinds_of(model: type[HubPage]) -> list[tuple[Waiting, Q]]:
    """What can wait on pages of ``model``, with its condition."""
    return [(kind, condition) for kind in _kinds.values() if (condition := kind.condition(model)) is not None]


def choices(model: type[HubPage]) -> list[tuple[str, Any]]:
    """The same as choices of a filter."""
    return [(kind.code, kind.label) for kind, _condition in kinds_of(model)]


def narrow(pages: QuerySet[Any], code: str) -> QuerySet[Any]:
    """Those of ``pages`` (facts pages) on which ``code`` waits."""
    return pages.filter({kind.code: condition for kind, condition in kinds_of(pages.model)}[code])


def told(model: type[HubPage], pages: Iterable[Any]) -> dict[int, list[str]]:
    """What waits on each of ``pages``, as labels by the number of the page: one query."""
    kinds = kinds_of(model)
    held = {f"waits_{number}": ExpressionWrapper(condition, BooleanField()) for number, (_kind, condition) in enumerate(kinds)}
    rows = model._default_manager.filter(pk__in=[page.pk for page in pages]).order_by().annotate(**held).values_list("pk", *held)
    found: dict[int, list[str]] = defaultdict(list)
    for pk, *waits in rows:
        found[pk] = [str(kind.label) for (kind, _condition), waiting in zip(kinds, waits, strict=True) if waiting]
    return found


register(
    Waiting("unconfirmed", _("Changed, not yet confirmed"), lambda model: Q(Exists(FactChange.objects.filter(page=OuterRef("pk"))))),
    Waiting("review", _("To be read again"), lambda model: Q(review_on__lte=timezone.localdate())),
    Waiting("hidden", _("Hidden"), lambda model: Q(listed=False)),
    Waiting("without-steward", _("Nobody looks after it"), lambda model: Q(steward=None)),
)
