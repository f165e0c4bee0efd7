"""Rows keep their keys. Wagtail publishes a revision with new rows without writing into it which keys these got, and so the next edit would make all
of them anew: a draft could not be compared with what is live, and nobody could say that a row has changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from modelcluster.models import ClusterableModel, get_all_child_relations, get_serializable_data_for_fields


@contextmanager
def keys_written(page: Any) -> Iterator[None]:
    """Round the save of a page: the revision that is being published gets the keys of its new rows."""
    new = {name: list(rows) for name, rows in _held(page) if any(_is_new(row) for row in rows)}
    known = _live_revision(page) if new and page.pk else page.live_revision_id
    yield
    if page.live_revision_id != known:
        page.live_revision.content.update({name: [_content(row) for row in rows] for name, rows in new.items()})
        page.live_revision.save(update_fields=["content"])


def _held(owner: Any) -> list[tuple[str, list[Any]]]:
    """The rows that belong to ``owner`` and that it holds in memory, by the name of the relation."""
    held = getattr(owner, "_cluster_related_objects", {})
    names = [relation.get_accessor_name() for relation in get_all_child_relations(type(owner))]
    return [(name, held[name]) for name in names if name in held and name in getattr(owner, "fact_fields", names)]


def _is_new(row: Any) -> bool:
    """Is this row new, or one of its own?"""
    return row.pk is None or any(_is_new(one) for _name, rows in _held(row) for one in rows)


def _content(row: Any) -> dict[str, Any]:
    """A row as a revision keeps it."""
    return row.serializable_data() if isinstance(row, ClusterableModel) else get_serializable_data_for_fields(row)


def _live_revision(page: Any) -> int | None:
    """The revision that is live in the database."""
    return type(page)._base_manager.filter(pk=page.pk).values_list("live_revision_id", flat=True).first()
