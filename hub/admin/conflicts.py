"""Two people corrected the same fact: what each of them wrote, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from hub.corrections.merge import Conflict


@dataclass(frozen=True)
class TwoValues:
    """``label`` names the fact. ``typed`` is what was typed here, ``published`` what somebody else published in between."""

    label: str
    typed: str
    published: str


def told_conflicts(page: Any, conflicts: list[Conflict]) -> list[TwoValues]:
    """``conflicts`` about facts of ``page`` in the language of the admin."""
    return [_told(type(page), one) for one in conflicts]


def _told(model: Any, conflict: Conflict) -> TwoValues:
    """One of them."""
    labels, field = [], None
    for name in conflict.path:
        field = model._meta.get_field(name)
        model = field.related_model if field.one_to_many else model
        labels.append(capfirst(str(model._meta.verbose_name if field.one_to_many else field.verbose_name)))
    return TwoValues(": ".join(labels), value_text(field, conflict.ours), value_text(field, conflict.theirs))


def value_text(field: Any, value: Any) -> str:
    """A value as a revision keeps it, in words."""
    if field.one_to_many:
        return _("taken away") if value is None else "; ".join(_part(field.related_model, name, one) for name, one in value.items() if one)
    if value in (None, "", []):
        return _("empty")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.is_relation:
        return str(field.related_model._default_manager.filter(pk=value).first() or _("empty"))
    return str(dict(field.flatchoices).get(value, value)) if field.choices else str(value)


def _part(model: Any, name: str, value: Any) -> str:
    """A value of a row, with what it is."""
    field = model._meta.get_field(name)
    label = model._meta.get_field(name).related_model._meta.verbose_name_plural if field.one_to_many else field.verbose_name
    return f"{label}: {len(value)}" if field.one_to_many else f"{label}: {value_text(field, value)}"
