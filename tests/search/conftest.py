"""An index of its own for each test that asks for one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from search.engines import site_engine
from search.engines.base import Engine


@pytest.fixture
def index(settings: Any, tmp_path: Path) -> Engine:
    """The site's engine with a folder of its own and nothing in it yet: ``search.indexer.update()`` fills it."""
    settings.HUB_DATA = tmp_path
    return site_engine()
