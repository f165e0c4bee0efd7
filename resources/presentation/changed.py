"""A number, address or link that was changed and that no second person has confirmed yet: readers see it, and can look at the old one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hub.models import FactChange

from .wording import day_text


@dataclass(frozen=True)
class Changed:
    """``text``: since when, and that nobody has confirmed it. ``before``: what stood there; empty where nothing did."""

    text: str
    before: str


Changes = Mapping[tuple[str, int | None], Changed]
"""By fact and key of the row; None where the fact is a field."""


def changes_of(facts: Any) -> Changes:
    """What waits for confirmation on the facts page ``facts``: one query."""
    return {(one.fact, one.row): Changed(changed_text(localdate(one.changed_on), not one.before), one.before) for one in waiting_on(facts)}


def waiting_on(facts: Any) -> Iterable[FactChange]:
    """The changes that wait for confirmation on the facts page ``facts``; none on one that was never saved."""
    return facts.fact_changes.all() if facts.pk else ()


def changed_text(day: date, new: bool) -> str:
    """The remark on a change made on ``day``; ``new``: nothing stood there before."""
    sentence = _("New since %(date)s, not yet confirmed") if new else _("Changed on %(date)s, not yet confirmed")
    return sentence % {"date": day_text(day)}
