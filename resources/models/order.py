"""The order of rows."""

from __future__ import annotations

from typing import Any


def keep_order(owner: Any) -> None:
    """Number the rows that ``owner`` (a page, a row with rows of its own) holds in memory, where some have no number yet: imported rows, say. Without
    numbers they would change places when an editor changes one of them."""
    for rows in getattr(owner, "_cluster_related_objects", {}).values():
        if any(getattr(row, "sort_order", 0) is None for row in rows):
            for position, row in enumerate(rows):
                row.sort_order = position
        for row in rows:
            keep_order(row)
