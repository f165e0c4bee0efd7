"""An index of its own for each test that asks for one: empty, or a copy of one that was made once for a class or a module."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from search import indexer
from search.engines import ENGINES, site_engine
from search.engines.base import Engine
from tests.search.engine_kit import make


@pytest.fixture
def index(settings: Any, tmp_path: Path) -> Engine:
    """The site's engine with a folder of its own and nothing in it yet: ``search.indexer.update()`` fills it."""
    settings.HUB_DATA = tmp_path
    return site_engine()


def _stand(make: Callable[[], Any], keep: Callable[[Callable[[], Any]], Any], folder: Path) -> tuple[Any, Path]:
    """What ``make`` makes and gives, and the ``folder`` of its index."""
    with override_settings(HUB_DATA=folder):
        made = keep(make)
        keep(indexer.update)
    return made, folder


@pytest.fixture(scope="class")
def standing_in_class(request: pytest.FixtureRequest, kept_in_class: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Path]:
    """What the ``make_shelf`` of a class makes, all of whose tests ask for it."""
    return _stand(request.cls.make_shelf, kept_in_class, tmp_path_factory.mktemp("index"))


@pytest.fixture(scope="module")
def standing_in_module(request: pytest.FixtureRequest, kept: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Path]:
    """What the ``make_shelf`` of a module makes, all of whose tests ask for it."""
    return _stand(request.module.make_shelf, kept, tmp_path_factory.mktemp("index"))


@pytest.fixture
def class_shelf(standing_in_class: Any, settings: Any, tmp_path: Path, db: None) -> Any:
    """That for one test, which may change pages and index as it likes."""
    return _own(standing_in_class, settings, tmp_path)


@pytest.fixture
def module_shelf(standing_in_module: Any, settings: Any, tmp_path: Path, db: None) -> Any:
    """The same of a module."""
    return _own(standing_in_module, settings, tmp_path)


def _own(standing: Any, settings: Any, folder: Path) -> Any:
    """Pages as they are in the database, and a copy of the index in ``folder``."""
    made, index = standing
    shutil.copytree(index, folder, dirs_exist_ok=True)
    settings.HUB_DATA = folder
    return tuple(type(page).objects.get(pk=page.pk) for page in made or ())


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
