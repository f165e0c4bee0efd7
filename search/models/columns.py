"""A column for several codes that any database can look into."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models


class CodesColumn(models.TextField):
    """Codes without spaces, as a tuple in Python; kept as ``" fr ar "``, so that ``topics__contains=holding("housing")`` works everywhere."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"blank": True, "default": tuple, **kwargs})

    def from_db_value(self, value: str | None, expression: object, connection: object) -> tuple[str, ...]:
        """The codes, in the order they were given."""
        return tuple((value or "").split())

    def to_python(self, value: Any) -> tuple[str, ...]:
        """The same, of whatever is assigned."""
        return tuple(value.split()) if isinstance(value, str) else tuple(value or ())

    def get_prep_value(self, value: str | Iterable[str] | None) -> str:
        """As the database keeps them; text (of a look-up) stays as it is."""
        if isinstance(value, str):
            return value
        codes = " ".join(value or ())
        return f" {codes} " if codes else ""


def holding(code: str) -> str:
    """What a ``contains`` look-up for ``code`` asks for."""
    return f" {code} "
