"""What is kept about people, why, and until when: declared beside each model (``safety.declaration``), purged by one engine (DESIGN §2, rule 3).

Models that are not ours are declared in ``safety.register``. A system check (``safety.checks``) refuses a model that keeps something about people and
says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from .declaration import Retention
from .register import OTHERS


def declared() -> list[tuple[type[models.Model], Retention]]:
    """Every model that says what it keeps, with what it says; models of others after our own."""
    found = [(model, getattr(model, "retention", None)) for model in apps.get_models(include_auto_created=True)]
    ours = [(model, one) for model, one in found if isinstance(one, Retention)]
    return [*ours, *((apps.get_model(label), one) for label, one in OTHERS.items())]


def outlived(model: type[models.Model], retention: Retention) -> models.QuerySet[Any]:
    """The rows of ``model`` whose time is over, and of which there is still something to purge."""
    rows = model._base_manager.all()
    if retention.keep is None:
        return rows.none()
    exact = isinstance(model._meta.get_field(retention.after), models.DateTimeField)
    now = timezone.now() if exact else timezone.localdate()
    over = rows.filter(**{f"{retention.after}__lte": now - retention.keep})
    return over.exclude(**_empty(model, retention.cut)) if retention.cut else over


def _empty(model: type[models.Model], names: tuple[str, ...]) -> dict[str, Any]:
    """``names`` with the values that say nothing."""
    return {name: None if model._meta.get_field(name).null else "" for name in names}


def purge(dry_run: bool = False) -> dict[str, int]:
    """Delete, or cut, what has outlived its purpose; how many rows of each model (by its label). ``dry_run`` only counts."""
    return {model._meta.label: _purge(model, one, dry_run) for model, one in declared()}


def _purge(model: type[models.Model], retention: Retention, dry_run: bool) -> int:
    """The rows of one model."""
    rows = outlived(model, retention)
    if dry_run:
        return rows.count()
    if retention.cut:
        return rows.update(**_empty(model, retention.cut))
    return rows.delete()[1].get(model._meta.label, 0)


@dataclass(frozen=True)
class Held:
    """How many rows of a model there are, and the day of the oldest; None where no field tells."""

    rows: int
    oldest: date | None


def held(model: type[models.Model], retention: Retention) -> Held:
    """What is there now: the answer to whoever demands to know how much the hub keeps, without a name."""
    dated = retention.after or next((one.name for one in model._meta.local_fields if isinstance(one, models.DateField) and not one.null), "")
    rows = model._base_manager.all()
    oldest = rows.aggregate(oldest=models.Min(dated))["oldest"] if dated else None
    return Held(rows.count(), timezone.localdate(oldest) if isinstance(oldest, datetime) else oldest)
