"""The one place that knows how a page is hidden."""

from __future__ import annotations

from hub.models import HubPage


def hide_now(page: HubPage) -> None:
    """Take ``page`` out of pages, lists and search in all languages at once."""
    from hub.admin.deletion import hide

    hide(page)
