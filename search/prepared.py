"""Rows for questions that are the same with each page: put into SQL once, and read without what Django works out each time anew (which columns there
are, and who reads them). That takes longer than the database takes to answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import cached_property, lru_cache
from typing import Any, Final, Generic, TypeVar

from django.db import connection, connections, models
from django.db.models.base import ModelState

Model = TypeVar("Model", bound=models.Model)
PLACE: Final = re.compile(r"(?<!%)%s")
Readers = list[tuple[str, Sequence[Callable[[Any, Any, Any], Any]], Any]]


class Prepared(Generic[Model]):
    """Some columns of a model. Others are asked of the database when somebody wants to know them."""

    def __init__(self, model: type[Model], names: Collection[str]) -> None:
        """``names``: of the fields that are wanted; the number of the row must be among them."""
        self._model, self._names = model, frozenset(names)

    @cached_property
    def _fields(self) -> list[Any]:
        """The fields, in the order of the model."""
        return [one for one in self._model._meta.concrete_fields if one.name in self._names]

    @cached_property
    def _attributes(self) -> list[str]:
        """What the row calls them."""
        return [one.attname for one in self._fields]

    @property
    def columns(self) -> str:
        """What to select, by the names of table and columns."""
        quote, table = connection.ops.quote_name, self._model._meta.db_table
        return ", ".join(f"{quote(table)}.{quote(one.column)}" for one in self._fields)

    def rows(self, sql: str, params: Sequence[Any], also: str = "") -> list[Model]:
        """The rows of a question that selects ``columns``; what it selects behind them stands in the attribute ``also``."""
        with connection.cursor() as cursor:
            cursor.execute(_named(sql), dict(zip(_names(len(params)), params, strict=True)))
            found = cursor.fetchall()
        using = connections[connection.alias]
        readers = _readers(self, using.alias)
        names = [*self._attributes, also] if also else self._attributes
        return [self._row(dict(zip(names, values, strict=True)), readers, using) for values in found]

    def _row(self, values: dict[str, Any], readers: Readers, using: Any) -> Model:
        """One row: made as a pickled one is, without what a page works out for one that is new."""
        for name, several, column in readers:
            for read in several:
                values[name] = read(values[name], column, using)
        row, state = self._model.__new__(self._model), ModelState()
        state.db, state.adding = using.alias, False
        vars(row).update(values, _state=state)
        return row

    def readers(self) -> Readers:
        """Who reads which columns, as the database gives them."""
        table = self._model._meta.db_table
        compiler = self._model._default_manager.all().query.get_compiler(connection.alias)
        read = compiler.get_converters([one.get_col(table) for one in self._fields])
        return [(self._attributes[place], *several) for place, several in read.items()]


@lru_cache(maxsize=64)
def _named(sql: str) -> str:
    """The question with a name at each place. To find those without one Django goes through the whole text each time, letter by letter."""
    names = iter(_names(len(PLACE.findall(sql))))
    return PLACE.sub(lambda _place: f"%({next(names)})s", sql)


@lru_cache(maxsize=256)
def _names(number: int) -> Sequence[str]:
    """So many of them."""
    return tuple(f"at{place}" for place in range(number))


@lru_cache(maxsize=64)
def _readers(prepared: Prepared[Any], using: str) -> Readers:
    """Worked out once for each database."""
    return prepared.readers()
