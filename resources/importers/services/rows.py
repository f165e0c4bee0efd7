"""Rows of facts: is one whole, and how it is made."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey

from .areas import ensure_area
from .fields import is_rows

Values = dict[str, Any]


def problem_of(model: type[models.Model], row: Values, rule: Values) -> str | None:
    """None where ``row`` is whole; an empty text where it says nothing at all; else why it is left out."""
    missing = [name for name in _required(model) if name not in row]
    said = [name for name in _required(model) if name in row and not _is_constant(rule.get(name))]
    if missing:
        return f"{model._meta.verbose_name} without {' and '.join(missing)}" if said else ""
    try:
        made = new_row(model, row, make_areas=False)
        made.full_clean(exclude=[field.name for field in model._meta.fields if isinstance(field, models.ForeignKey)])
    except ValidationError as error:
        return f"{model._meta.verbose_name}: {'; '.join(error.messages)}"
    return None


def _required(model: type[models.Model]) -> list[str]:
    """The fields that a row cannot be without."""
    own = (field for field in model._meta.fields if not isinstance(field, ParentalKey) and not field.primary_key)
    return [field.name for field in own if not (field.null or field.blank or field.has_default())]


def _is_constant(expression: Any) -> bool:
    """Is this the same in every row?"""
    return not isinstance(expression, str | list | dict) or (isinstance(expression, dict) and "const" in expression)


def new_row(model: type[models.Model], row: Values, make_areas: bool = True) -> Any:
    """An unsaved row with the values ``row``. Areas that nobody used yet are made, unless it is only for a check."""
    made = model()
    for name, value in row.items():
        field: Any = model._meta.get_field(name)
        if is_rows(field):
            setattr(made, name, [new_row(field.related_model, one, make_areas) for one in value])
        elif isinstance(field, models.ForeignKey):
            if make_areas:
                setattr(made, name, ensure_area(value))
        else:
            setattr(made, name, field.to_python(value))
    return made
