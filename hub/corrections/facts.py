"""The facts of a page as plain data, and a page with other facts."""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from modelcluster.models import get_all_child_relations

from .merge import Facts, Row


def facts_in(page: Any) -> Facts:
    """The facts that ``page`` holds in memory, as a revision keeps them."""
    return facts_of(type(page), page.read_once().serializable_data())


def facts_of(model: Any, content: dict[str, Any]) -> Facts:
    """The facts in the ``content`` of a revision of ``model``; rows without the number of the row or page that they belong to, which they have from
    where they stand."""
    plain = json.loads(json.dumps({name: content[name] for name in model.fact_fields if name in content}, cls=DjangoJSONEncoder))
    for relation in get_all_child_relations(model):
        if relation.get_accessor_name() in plain:
            plain[relation.get_accessor_name()] = [_row(relation, row) for row in plain[relation.get_accessor_name()]]
    return plain


def _row(relation: Any, row: Row) -> Row:
    """A row and the rows that belong to it."""
    below = {one.get_accessor_name(): one for one in get_all_child_relations(relation.related_model)}
    kept = {name: value for name, value in row.items() if name != relation.field.name}
    return {name: [_row(below[name], one) for one in value] if name in below else value for name, value in kept.items()}


def with_facts(page: Any, facts: Facts) -> Any:
    """``page`` as its row says, but with ``facts``. Not saved."""
    return page.with_content_json({**page.read_once().serializable_data(), **facts})
