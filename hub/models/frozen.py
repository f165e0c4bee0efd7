"""A part of a question to the database that is put into SQL once: Django makes the same text of the same conditions each time, which takes longer
than the database takes to answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.db.models.sql.where import WhereNode

Q = TypeVar("Q", bound=QuerySet[Any])


class Frozen:
    """Conditions that nobody changes any more. Django asks of what stands in ``WHERE`` for no more than this."""

    conditional = True
    contains_aggregate = False
    contains_over_clause = False
    is_summary = False

    def __init__(self, where: WhereNode, aliases: frozenset[str]) -> None:
        self.where, self.aliases = where, aliases
        self._in_sql: dict[str, tuple[str, tuple[Any, ...]]] = {}
        self._relabelled: dict[tuple[tuple[str, str], ...], Frozen] = {}

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """The text and its values, for one database."""
        if connection.alias not in self._in_sql:
            sql, params = compiler.compile(self.where)
            self._in_sql[connection.alias] = sql, tuple(params)
        sql, params = self._in_sql[connection.alias]
        return sql, list(params)

    def relabeled_clone(self, change_map: Mapping[str, str]) -> Frozen:
        """The same within another question, where the tables have other names: the text is kept for each."""
        names = tuple((old, new) for old, new in change_map.items() if old in self.aliases)
        if names and names not in self._relabelled:
            aliases = frozenset(change_map.get(alias, alias) for alias in self.aliases)
            self._relabelled[names] = Frozen(self.where.relabeled_clone(dict(names)), aliases)
        return self._relabelled[names] if names else self

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Frozen:
        """There is nothing left to find out."""
        return self

    def replace_expressions(self, replacements: Mapping[Any, Any]) -> Frozen:
        """Nothing of it is a reference to an annotation."""
        return self

    def get_refs(self) -> set[str]:
        """The same."""
        return set()

    def get_source_expressions(self) -> list[Any]:
        """What it was made of."""
        return [self.where]

    def get_group_by_cols(self) -> list[Any]:
        """What a grouping would need to name."""
        return self.where.get_group_by_cols()


def frozen(question: Q) -> Q:
    """``question`` with the conditions that it has now as one part that is put into SQL once. Keep it, and narrow copies of it."""
    kept = question.all()
    query = kept.query
    part: Any = Frozen(query.where, frozenset(query.alias_map))
    query.where = WhereNode([part])
    return kept
