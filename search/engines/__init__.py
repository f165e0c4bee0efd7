"""Search engines behind one interface: see ``search.engines.base``."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings

from search.engines.base import Engine
from search.engines.embedded import EmbeddedEngine

ENGINES: Final[dict[str, Callable[[Path], Engine]]] = {EmbeddedEngine.name: EmbeddedEngine}
"""Every engine by its name, made from the folder that an embedded index lies in."""


def make_engine(name: str, folder: Path) -> Engine:
    """An engine of its own, apart from the site's. Raises ``KeyError`` for a name that is not in ``ENGINES``."""
    return ENGINES[name](folder)


@cache
def _site_engine(name: str, folder: Path) -> Engine:
    """One engine for each name and folder, so that views and vocabularies are shared between requests."""
    return make_engine(name, folder / "search" / name)


def site_engine() -> Engine:
    """The engine that answers the site's search (settings ``SEARCH_ENGINE``, ``HUB_DATA``)."""
    return _site_engine(settings.SEARCH_ENGINE, Path(settings.HUB_DATA))
