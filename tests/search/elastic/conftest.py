"""What the tests of the engine on Elasticsearch share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from search.engines import ELASTIC
from tests.search.engine_kit import make, page


@pytest.fixture
def elastic(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """The engine with one document, and both of its indexes written in one go."""
    engine = make(request, ELASTIC, tmp_path / "index")
    with engine.rebuild() as writer:
        writer.put(page("a", 1, title="Legal aid"))
        writer.commit("7")
    return engine


@pytest.fixture
def server(elasticsearch_url: str) -> Elasticsearch:
    """A client of our own, to look behind the engine."""
    return Elasticsearch(elasticsearch_url)
