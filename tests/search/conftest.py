"""An index of its own for each test that asks for one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from search.engines import ENGINES, site_engine
from search.engines.base import Engine
from tests.search.engine_kit import make


@pytest.fixture
def index(settings: Any, tmp_path: Path) -> Engine:
    """The site's engine with a folder of its own and nothing in it yet: ``search.indexer.update()`` fills it."""
    settings.HUB_DATA = tmp_path
    return site_engine()


@pytest.fixture(params=list(ENGINES))
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """Each engine, before it has an index."""
    return make(request, request.param, tmp_path / "index")


@pytest.fixture
def engine(empty: Any) -> Any:
    """Each engine with an index in which nothing is."""
    with empty.rebuild():
        pass
    return empty
