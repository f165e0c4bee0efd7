"""Facts as label and text, for the places in the admin where they are read but not edited."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.text import capfirst
from modelcluster.fields import ParentalKey


def fact_rows(page: Any) -> list[tuple[str, list[str]]]:
    """``(label, texts)`` of every fact of ``page`` that says something, in the order of ``fact_fields``, in the active language."""
    rows = ((_label(page, name), list(_texts(page, name))) for name in page.fact_fields)
    return [(label, texts) for label, texts in rows if texts]


def _label(page: Any, name: str) -> str:
    """What the fact is called."""
    field = page._meta.get_field(name)
    return capfirst(str(field.related_model._meta.verbose_name_plural if field.auto_created else field.verbose_name))


def _texts(page: Any, name: str) -> Iterator[str]:
    """The values of the fact ``name``, one text for a field, one for each row or related object."""
    field = page._meta.get_field(name)
    if isinstance(field, models.ManyToOneRel) and isinstance(field.remote_field, ParentalKey):
        yield from (row_text(row, field.remote_field.name) for row in getattr(page, name).all())
    elif field.many_to_many:
        yield from (str(one) for one in getattr(page, name).all())
    elif text := _field_text(page, field):
        yield text


def row_text(row: Any, without: str) -> str:
    """A row of facts in one line: ``label: value`` of each of its fields that says something, except the one named ``without``."""
    fields = [field for field in row._meta.concrete_fields if field.name not in (without, "id", "sort_order")]
    pairs = ((field.verbose_name, _field_text(row, field)) for field in fields)
    return "; ".join(f"{label}: {text}" for label, text in pairs if text)


def _field_text(owner: Any, field: Any) -> str:
    """One value as text, empty where it says nothing."""
    value = getattr(owner, field.name)
    if value in (None, "", [], False):
        return ""
    if value is True:
        return "✓"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(getattr(owner, f"get_{field.name}_display")() if field.choices else value)
