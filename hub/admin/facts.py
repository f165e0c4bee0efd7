"""Facts as label and text, for the places in the admin where they are read but not edited: in the words of the form, in the active language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from typing import Any

from django.db import models
from django.utils.formats import date_format, localize, time_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.admin.panels import InlinePanel

from hub import languages
from hub.models.fields import CodesField
from taxonomy.labels import labels_for
from taxonomy.models import Area, Concept
from taxonomy.names import area_name


def fact_rows(page: Any) -> list[tuple[str, list[str]]]:
    """``(label, texts)`` of every fact of ``page`` that says something, in the order of ``fact_fields``."""
    headings = _headings(page.fact_panels)
    rows = ((headings.get(name) or _label(page, name), list(_texts(page, name))) for name in page.fact_fields)
    return [(label, texts) for label, texts in rows if texts]


def said(value: Any) -> str:
    """One value as people say it: an area by its name, a topic by its label, a day and a time as they are written in the active language."""
    if value in (None, "", [], False):
        return ""
    if value is True:
        return "✓"
    if isinstance(value, Area):
        return area_name(value, _language())
    if isinstance(value, Concept):
        return labels_for([value], _language())[value.pk]
    if isinstance(value, date):
        return date_format(value)
    return time_format(value) if isinstance(value, time) else str(value if isinstance(value, models.Model) else localize(value))


def _language() -> str:
    """The code of the language that the admin speaks."""
    return languages.language(get_language() or languages.DEFAULT.code).code


def _headings(panels: list[Any]) -> dict[str, str]:
    """What the form calls child relations."""
    return {panel.relation_name: str(panel.heading) for panel in panels if isinstance(panel, InlinePanel)}


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
        yield from _related(list(getattr(page, name).all()))
    elif text := field_text(page, field):
        yield text


def _related(several: list[Any]) -> list[str]:
    """Topics, audiences or areas: labels in one query."""
    if several and isinstance(several[0], Concept):
        labels = labels_for(several, _language())
        return [labels[one.pk] for one in several]
    return [said(one) for one in several]


def row_text(row: Any, without: str) -> str:
    """A row of facts in one line: ``label: value`` of each of its fields that says something, except the one named ``without``. The rows that
    belong to it stand behind."""
    fields = [field for field in row._meta.concrete_fields if field.name not in (without, "id", "sort_order")]
    pairs = [(capfirst(str(field.verbose_name)), field_text(row, field)) for field in fields]
    headings = _headings(getattr(row, "panels", []))
    for relation in get_all_child_relations(type(row)):
        name, key = relation.get_accessor_name(), relation.field.name
        pairs += [(headings.get(name, name), f"({row_text(below, key)})") for below in getattr(row, name).all()]
    return "; ".join(f"{label}: {text}" for label, text in pairs if text)


def field_text(owner: Any, field: Any) -> str:
    """The value of a field, empty where it says nothing."""
    value = getattr(owner, field.name)
    if isinstance(field, CodesField):
        return field.text(value)
    return str(getattr(owner, f"get_{field.name}_display")()) if field.choices and value not in (None, "") else said(value)
