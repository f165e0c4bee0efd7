"""Wagtail's index of references, brought up to date once for each save of a page.

Wagtail does it with every row of a page that is written, for the whole page each time: a service with twenty rows twenty times; and once more when it
only writes down that there is a new version.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from wagtail.models import COMMENTS_RELATION_NAME

VERSIONS: Final = frozenset(
    ("latest_revision", "latest_revision_created_at", "live_revision", "draft_title", "has_unpublished_changes", "last_published_at", "numchild")
)
"""Fields that name nothing that the index knows."""


@contextmanager
def indexed_once(page: Any, update_fields: Iterable[str] | None) -> Iterator[None]:
    """Round the save of ``page`` and its rows, of which ``update_fields`` (None: everything) are written. Whoever has switched the index off is left
    alone."""
    from wagtail import signal_handlers  # it asks for the models, of which this is one

    if getattr(signal_handlers.reference_index_auto_update_disabled, "value", False):
        yield
        return
    with signal_handlers.disable_reference_index_auto_update():
        names_something = update_fields is None or bool(_written(page, update_fields) - VERSIONS)
        yield
    if names_something:
        signal_handlers.update_reference_index_on_save(page)


def _written(page: Any, update_fields: Iterable[str]) -> set[str]:
    """What is written of ``update_fields``. Comments are named with each version, and written where a form brings some."""
    brought = getattr(page, "_cluster_related_objects", {})
    return {name for name in update_fields if name != COMMENTS_RELATION_NAME or name in brought}
