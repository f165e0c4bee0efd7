"""Checks before a site goes out to people: ``manage.py check --deploy``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.core.exceptions import FieldDoesNotExist
from django.db import DatabaseError, connection, models

from .declaration import Retention
from .locked import LockedTextField
from .retention import declared

ABOUT_PEOPLE: Final = re.compile(
    r"(^|_)(e?mails?|phones?|telephone|mobile|first_name|last_name|full_name|display_name|username|nickname|contact|street|address|postcode|ip)($|_)"
    r"|^(text|message|comment|note|number)$"
)
"""Names of fields that hold what people are called, where they are reached, or what they say."""


def demo_models() -> list[type[models.Model]]:
    """Every model whose rows can be demo content: those with a field ``is_demo``."""
    return [model for model in apps.get_models() if any(field.name == "is_demo" for field in model._meta.fields)]


@register("safety", deploy=True)
def no_demo_content(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Demo pages name help that does not exist, and demo accounts have passwords that were printed: a real site has neither."""
    try:
        tables = set(connection.introspection.table_names())
        found = [model for model in demo_models() if model._meta.db_table in tables and model._default_manager.filter(is_demo=True).exists()]
    except DatabaseError:
        return [Warning("The database does not answer: nobody can say whether demo content is in it.", id="safety.W001")]
    hint = "Remove it: manage.py load_demo --remove"
    return [Error(f"There is demo content among the {model._meta.verbose_name_plural}.", hint=hint, obj=model, id="safety.E001") for model in found]


@register("safety")
def people_are_declared(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Whatever is kept about people says why and until when. ``not_personal`` of a model names fields that only look so."""
    known = dict(declared())
    found: list[CheckMessage] = []
    for model in apps.get_models(include_auto_created=True):
        retention = known.get(model)
        told = {*(retention.fields if retention else ()), *getattr(model, "not_personal", ())}
        if missing := sorted({*about_people(model)} - told):
            hint = "Declare it: retention = Retention(…) on the model (safety.declaration), or in safety.register.OTHERS for models of others."
            found.append(Error(f"{', '.join(missing)}: nobody says why this is kept about people, and until when.", hint, model, "safety.E002"))
    return found + [message for model, one in known.items() for message in _wrong(model, one)]


def about_people(model: type[models.Model]) -> Iterator[str]:
    """The fields of ``model`` that look as if they were about people: accounts, addresses, names, what somebody said."""
    yield from (one.name for one in (*model._meta.local_fields, *model._meta.local_many_to_many) if _about_people(one))


def _about_people(field: Any) -> bool:
    """Does this field look so?"""
    if field.is_relation:
        return field.related_model is apps.get_model(settings.AUTH_USER_MODEL)
    if isinstance(field, models.EmailField | models.GenericIPAddressField | LockedTextField):
        return True
    return isinstance(field, models.CharField | models.TextField) and not field.choices and bool(ABOUT_PEOPLE.search(field.name))


def _wrong(model: type[models.Model], one: Retention) -> Iterator[CheckMessage]:
    """What a declaration gets wrong."""
    for name in (*one.fields, *one.cut, *([one.after] if one.after else [])):
        try:
            model._meta.get_field(name)
        except FieldDoesNotExist:
            yield Error(f"The declaration names “{name}”, which is no field.", obj=model, id="safety.E003")
    if (one.keep is None) != (not one.after):
        yield Error("The declaration says how long and not after what, or the other way round.", obj=model, id="safety.E004")
