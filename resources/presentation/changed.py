"""A number, address or link that was changed and that no second person has confirmed yet: readers see it, and can look at the old one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
    waiting = FactChange.objects.filter(page=facts.pk) if facts.pk else ()
    return {(one.fact, one.row): Changed(_text(one), one.before) for one in waiting}


def _text(change: FactChange) -> str:
    """The remark on one of them."""
    sentence = _("Changed on %(date)s, not yet confirmed") if change.before else _("New since %(date)s, not yet confirmed")
    return sentence % {"date": day_text(localdate(change.changed_on))}
