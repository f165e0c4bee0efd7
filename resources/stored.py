"""The facts of a service as the card of its row keeps them, read as those of a page are: without the database, and without models made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from django.db import models
from modelcluster.models import get_all_child_relations

from resources.models import Alert, Channel, Cost, OpeningHours, Phone, ServiceLanguage
from resources.presentation.changed import changed_text
from search.kinds import Card

CARD_ROWS: Final[dict[str, type[models.Model]]] = {
    "phones": Phone,
    "channels": Channel,
    "opening_hours": OpeningHours,
    "alerts": Alert,
    "languages": ServiceLanguage,
    "costs": Cost,
}
"""The rows of a service that its card holds."""

IN_WORDS: Final = (models.DateField, models.TimeField, models.DecimalField)
"""Columns that a card holds as text; all others as they are."""


class Rows(list[Any]):
    """Rows that are read as those of a page are."""

    def all(self) -> Rows:
        """All of them."""
        return self


class StoredRow:
    """A row of facts as ``resources.search.row_data`` kept it: its columns, and the rows that belong to it. What a card of former times does not
    have is as it would be in a new row."""

    pk: Any
    kind: str

    def __init__(self, model: type[models.Model], data: Mapping[str, Any]) -> None:
        self.pk, self._model = data.get("pk"), model
        values = vars(self)
        for name, attribute, read, default in _columns(model):
            if name not in data:
                values[attribute] = default()
            else:
                values[attribute] = read(data[name]) if read else data[name]
        for name, related in _children(model):
            values[name] = Rows(StoredRow(related, one) for one in data.get(name, ()))

    def get_kind_display(self) -> str:
        """What its kind is called, in the active language."""
        return str(_kinds(self._model).get(self.kind, self.kind))


@cache
def _columns(model: type[models.Model]) -> tuple[tuple[str, str, Callable[[Any], Any] | None, Callable[[], Any]], ...]:
    """The columns of a model but its number: how a card calls it, the attribute, who reads what a card has in other words, who says what a new row
    has."""
    columns = [one for one in model._meta.concrete_fields if not one.primary_key]
    return tuple((one.name, one.attname, one.to_python if isinstance(one, IN_WORDS) else None, one.get_default) for one in columns)


@cache
def _children(model: type[models.Model]) -> tuple[tuple[str, type[models.Model]], ...]:
    """The rows that belong to one of a model, by the name of the attribute."""
    return tuple((one.get_accessor_name(), one.related_model) for one in get_all_child_relations(model))


@cache
def _kinds(model: type[models.Model]) -> dict[str, Any]:
    """What the kinds of a model are called."""
    return dict(model._meta.get_field("kind").flatchoices)  # type: ignore[union-attr]


class StoredFacts:
    """All facts in a card."""

    def __init__(self, card: Card) -> None:
        for name, model in CARD_ROWS.items():
            setattr(self, name, Rows(StoredRow(model, data) for data in card.get(name, ())))
        self._notes = {(fact, row): changed_text(date.fromisoformat(str(day)), new) for fact, row, day, new in card.get("changes", ())}

    def note(self, fact: str, row: Any) -> str:
        """That nobody has confirmed the row of ``fact`` yet; empty where somebody has."""
        return self._notes.get((fact, row.pk), "")
