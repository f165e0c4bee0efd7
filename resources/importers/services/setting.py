"""Plain values onto a page."""

from __future__ import annotations

from typing import Any

from django.db import models
from modelcluster.fields import ParentalManyToManyField

from hub.models import HubPage
from taxonomy.models import Concept
from translation.cut import words_of

from ..ids import keep_ids
from .areas import ensure_area
from .fields import is_page_link, is_rows, is_stream
from .rows import new_row


def set_values(page: HubPage, values: dict[str, Any]) -> None:
    """Set fields and rows of ``page``; nothing is saved. Rows are replaced by new ones, blocks that are the same keep their ids."""
    for name, value in values.items():
        _set(page, page._meta.get_field(name), value)


def _set(page: HubPage, field: Any, value: Any) -> None:
    """Set one field."""
    name = field.name
    if is_rows(field):
        setattr(page, name, [new_row(field.related_model, row) for row in value])
    elif isinstance(field, ParentalManyToManyField):
        setattr(page, name, list(Concept.objects.filter(scheme=name.removesuffix("s"), code__in=value)))
    elif is_stream(field):
        setattr(page, name, field.to_python(keep_ids(words_of(page)[name], value)))
    elif is_page_link(field):
        setattr(page, field.attname, value)
    elif isinstance(field, models.ForeignKey):
        setattr(page, name, ensure_area(value) if value else None)
    else:
        setattr(page, name, field.get_default() if value is None else field.to_python(value))
