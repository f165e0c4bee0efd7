"""Checks before a site goes out to people: ``manage.py check --deploy``."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Warning, register
from django.db import DatabaseError, connection, models


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
