"""What is kept about people, why, and until when: declared on the model, purged by one engine (DESIGN §2, rule 3).

class Letter(models.Model):
    retention = Retention(purpose=_("…"), basis=_("…"), keep=timedelta(days=30), after="closed_on")
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone


@dataclass(frozen=True)
class Retention:
    """``purpose``: what the rows are kept for, ``basis``: what gives the right to keep them, both as sentences. A row goes ``keep`` after what its
    field ``after`` (a day or a moment) says; while that is empty, it stays."""

    purpose: Any
    basis: Any
    keep: timedelta
    after: str


def declared() -> list[tuple[type[models.Model], Retention]]:
    """Every model that says what it keeps, with what it says."""
    found = ((model, getattr(model, "retention", None)) for model in apps.get_models())
    return [(model, one) for model, one in found if isinstance(one, Retention)]


def outlived(model: type[models.Model], retention: Retention) -> models.QuerySet[Any]:
    """The rows of ``model`` whose time is over."""
    exact = isinstance(model._meta.get_field(retention.after), models.DateTimeField)
    now = timezone.now() if exact else timezone.localdate()
    return model._base_manager.filter(**{f"{retention.after}__lte": now - retention.keep})


def purge(dry_run: bool = False) -> dict[str, int]:
    """Delete what has outlived its purpose; how many rows of each model (by its label). ``dry_run`` only counts."""
    counts = {}
    for model, retention in declared():
        rows = outlived(model, retention)
        counts[model._meta.label] = rows.count() if dry_run else rows.delete()[1].get(model._meta.label, 0)
    return counts
