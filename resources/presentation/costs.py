"""What help costs, and how long people wait for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.outward import host, outward
from resources.codes import CostKind, TimeUnit

from .wording import day_text, money_text

SENTENCES: Final[dict[str, Callable[[], str]]] = {
    CostKind.FREE: lambda: _("Free of charge"),
    CostKind.SLIDING: lambda: _("The price depends on your income"),
    CostKind.FIXED: lambda: _("A fixed price"),
    CostKind.INSURANCE: lambda: _("Health insurance pays"),
}
WAITING: Final[dict[str, Callable[[int], str]]] = {
    TimeUnit.MINUTE: lambda number: ngettext("%(number)s minute at most", "%(number)s minutes at most", number),
    TimeUnit.HOUR: lambda number: ngettext("%(number)s hour at most", "%(number)s hours at most", number),
    TimeUnit.DAY: lambda number: ngettext("%(number)s day at most", "%(number)s days at most", number),
    TimeUnit.WEEK: lambda number: ngettext("%(number)s week at most", "%(number)s weeks at most", number),
    TimeUnit.MONTH: lambda number: ngettext("%(number)s month at most", "%(number)s months at most", number),
}


def cost_texts(facts: Any) -> list[str]:
    """What it costs; that we do not know where there is no row."""
    return [_cost_text(row) for row in facts.costs.all()] or [_("We do not know what it costs.")]


def _cost_text(row: Any) -> str:
    """One cost with its amount, if it has one."""
    sentence = SENTENCES[row.kind]()
    if row.amount is None or not row.currency or row.kind == CostKind.FREE:
        return sentence
    return _("%(cost)s: %(amount)s") % {"cost": sentence, "amount": money_text(row.amount, row.currency)}


def waiting_texts(facts: Any) -> list[str]:
    """How long people wait, the latest report first: each with its date, and its source as a link."""
    rows = sorted(facts.waiting_times.all(), key=lambda row: row.as_of, reverse=True)
    return [_waiting_text(row) for row in rows]


def _waiting_text(row: Any) -> str:
    """One report."""
    wait = WAITING[row.unit](row.value) % {"number": row.value}
    text = _("%(wait)s (as of %(date)s)") % {"wait": wait, "date": day_text(row.as_of)}
    source = outward(row.source)
    if not source:
        return text
    return format_html('{}, <a href="{}" rel="noreferrer external">{} <bdi dir="ltr">{}</bdi></a>', text, source, _("source:"), host(source))
