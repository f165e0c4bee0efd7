"""Addresses right below a home page that are the hub's own: a page with one of these slugs could never be reached."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _

OWN: Final = frozenset({"p", "protection", "report", "safe", "search"})
HOME_DEPTH: Final = 2


def taken_by_the_hub(slug: str, parent: Any) -> str:
    """Why a page below ``parent`` cannot have this ``slug``; empty where it can."""
    if parent is None or parent.depth != HOME_DEPTH or slug not in OWN:
        return ""
    return _("“%(slug)s” is an address of the site itself. Choose another.") % {"slug": slug}
