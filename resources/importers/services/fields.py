"""Which conversion each of our fields asks for: a mapping names the field only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.fields import RichTextField, StreamField

from hub.models import CodesField, HubPage

from . import conversions, names
from .conversions import Options

Convert = Callable[[Any, Options], Any]

BY_NAME: dict[str, Convert] = {
    "title": conversions.to_exact_text,
    "number": names.to_phone,
    "code": names.to_language,
    "zone": names.to_zone,
    "days": names.to_days,
    "languages": names.to_language,
    "address": conversions.to_exact_text,
    "identifier": conversions.to_exact_text,
}
"""Fields whose names say more than their types."""
BY_TYPE: list[tuple[type[models.Field[Any, Any]], Convert]] = [
    (RichTextField, conversions.to_rich),
    (models.URLField, names.to_url),
    (models.EmailField, names.to_email),
    (models.BooleanField, conversions.to_truth),
    (models.IntegerField, conversions.to_number),
    (models.DecimalField, conversions.to_decimal),
    (models.DateField, conversions.to_date),
    (models.TimeField, conversions.to_time),
    (models.CharField, conversions.to_text),
    (models.TextField, conversions.to_text),
]
DEGREES = {"latitude": 90, "longitude": 180}
LEFT_OUT = {"slug", "steward", "share_image", "logo", "instead", "by", "sort_order"}
"""What points to people, files or other pages of ours, and what is the hub's own."""


def is_rows(field: Any) -> bool:
    """Is it a child relation: a list of rows?"""
    return isinstance(field, models.ManyToOneRel) and isinstance(field.remote_field, ParentalKey)


def is_page_link(field: Any) -> bool:
    """Does it lead to an organisation's page?"""
    return isinstance(field, models.ForeignKey) and field.name in ("organisation", "umbrella")


def is_many(field: Any) -> bool:
    """Does it hold several values?"""
    return isinstance(field, CodesField | ParentalManyToManyField)


def mappable(model: type[models.Model]) -> set[str]:
    """The names of the fields and relations of ``model`` (a page type or a row of facts) that a mapping can fill."""
    if issubclass(model, HubPage):
        names = {one.field_name for one in model.translatable_fields} | set(model.fact_fields)
    else:
        names = {field.name for field in model._meta.fields if not isinstance(field, ParentalKey) and not field.primary_key}
        names |= {one.name for one in model._meta.related_objects if is_rows(one)}
    return names - LEFT_OUT


def conversion(field: Any, options: Options) -> tuple[Convert, Options]:
    """How a value for ``field`` is converted, and the options that this takes."""
    if is_page_link(field):
        return conversions.to_exact_text, options
    if isinstance(field, models.ForeignKey):
        return names.to_area, options
    if isinstance(field, ParentalManyToManyField):
        return conversions.to_exact_text, options
    if field.name in DEGREES:
        return conversions.to_coordinate, {**options, "most": DEGREES[field.name]}
    if field.name in BY_NAME:
        return BY_NAME[field.name], options
    if field.choices:
        return conversions.to_code, {**options, "codes": [code for code, _label in field.flatchoices]}
    return next(convert for kind, convert in BY_TYPE if isinstance(field, kind)), options


def is_stream(field: Any) -> bool:
    """Is it a body of blocks?"""
    return isinstance(field, StreamField)
