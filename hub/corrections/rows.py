"""One row of facts, new or changed, published at once as any correction is."""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from modelcluster.models import get_serializable_data_for_fields

from .correct import correct, lock
from .facts import facts_in
from .merge import Row


def write_row(row: Any, relation: str, user: Any, action: str) -> None:
    """Publish ``row`` of the child relation ``relation`` of the facts page ``row.page``, and note ``action`` in its log. Drafts, scheduled
    versions and those in a workflow get the row as well."""
    with transaction.atomic():
        lock(row.page_id)
        live = type(row.page)._default_manager.get(pk=row.page.pk)
        base = facts_in(live)
        correct(live, base, {**base, relation: _with(base[relation], _entry(row))}, user, action)


def _entry(row: Any) -> Row:
    """The row as a revision keeps it, without the page that it belongs to."""
    plain: Row = json.loads(json.dumps(get_serializable_data_for_fields(row), cls=DjangoJSONEncoder))
    return {name: value for name, value in plain.items() if name != "page"}


def _with(rows: list[Row], entry: Row) -> list[Row]:
    """``rows`` with ``entry`` in its place, or at their end if it is new."""
    if entry["pk"] is None:
        return [*rows, {**entry, "sort_order": len(rows)}]
    return [{**one, **entry} if one["pk"] == entry["pk"] else one for one in rows]
