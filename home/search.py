"""Pages of words in the search."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from search.kinds import Kind, register_kind


def register() -> None:
    """Make the kind known to the search."""
    register_kind(Kind("page", _("Page"), rank=70))
