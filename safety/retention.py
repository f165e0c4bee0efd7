"""What is kept about people, why, and until when: declared beside each model, purged by one engine (DESIGN §2, rule 3).

class Letter(models.Model):
    retention = Retention(_("what"), _("purpose"), _("basis"), _("%(time)s after …"), ("sender",), timedelta(days=30), "closed_on")

Models that are not ours are declared in ``safety.register``. A system check (``safety.checks``) refuses a model that keeps something about people and
says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from hub.dates import days_text


@dataclass(frozen=True)
class Retention:
    """``what`` is kept, for what ``purpose``, on what ``basis`` (what gives the right to keep it), ``until`` when: sentences; ``%(time)s`` in the
    last one stands for ``keep``. ``fields``: those of the model that are about people.

    A row goes ``keep`` after what its field ``after`` (a day or a moment) says; while that is empty, it stays. With ``cut`` the row stays and these
    fields of it are emptied. Without ``keep`` nothing goes by itself: the row goes with what it belongs to, or somebody deletes it.
    ``readers``: it is about those who read, not those who work here.
    """

    what: Any
    purpose: Any
    basis: Any
    until: Any
    fields: tuple[str, ...]
    keep: timedelta | None = None
    after: str = ""
    cut: tuple[str, ...] = ()
    readers: bool = False

    @property
    def until_text(self) -> str:
        """Until when, in words of the active language."""
        return str(self.until) % {"time": days_text(self.keep) if self.keep else ""}


def declared() -> list[tuple[type[models.Model], Retention]]:
    """Every model that says what it keeps, with what it says; models of others after our own."""
    from .register import OTHERS

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
