"""Search engines behind one interface: see ``search.engines.base``."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings

from search.engines.base import Engine, IndexUnavailableError
from search.engines.embedded import EmbeddedEngine
from search.engines.steady import Steady

ELASTIC: Final = "elasticsearch"


def _elastic(index: str, words: EmbeddedEngine) -> Engine:
    """The engine on the cluster that the settings name. Its client is large: it is loaded only where there is a cluster.

    Raises ``IndexUnavailableError`` where the settings name none.
    """
    from search.engines.elasticsearch import Cluster, ElasticEngine

    if not settings.ELASTICSEARCH_HOSTS:
        raise IndexUnavailableError("ELASTICSEARCH_URL does not say where Elasticsearch is.")
    key, trusted, patience = settings.ELASTICSEARCH_API_KEY, settings.ELASTICSEARCH_CA, settings.ELASTICSEARCH_PATIENCE
    cluster = Cluster(tuple(settings.ELASTICSEARCH_HOSTS), key, trusted, patience)
    return ElasticEngine(cluster, index, f"{settings.ELASTICSEARCH_INDEX}-locks", words)


def _elastic_apart(folder: Path) -> Engine:
    """An index in the cluster that belongs to a folder of this machine."""
    digest = hashlib.blake2b(str(folder.resolve()).encode(), digest_size=8).hexdigest()
    return _elastic(f"{settings.ELASTICSEARCH_INDEX}-apart-{digest}", EmbeddedEngine(folder))


ENGINES: Final[dict[str, Callable[[Path], Engine]]] = {EmbeddedEngine.name: EmbeddedEngine, ELASTIC: _elastic_apart}
"""Every engine by its name, made from the folder that an embedded index lies in."""


def make_engine(name: str, folder: Path) -> Engine:
    """An engine of its own, apart from the site's. Raises ``KeyError`` for a name that is not in ``ENGINES``."""
    return ENGINES[name](folder)


@cache
def _site_engine(name: str, folder: Path, hosts: tuple[str, ...], index: str) -> Engine:
    """One engine for each name, folder and cluster, so that views, vocabularies and connections are shared between requests."""
    if name == ELASTIC:
        return Steady(_elastic(index, _embedded(folder)), _embedded(folder), settings.ELASTICSEARCH_PATIENCE)
    return _embedded(folder)


@cache
def _embedded(folder: Path) -> EmbeddedEngine:
    """The index of this machine, whatever else answers."""
    return EmbeddedEngine(folder / "search" / EmbeddedEngine.name)


def site_engine() -> Engine:
    """The engine that answers the site's search (settings ``SEARCH_ENGINE``, ``ELASTICSEARCH_…``, ``HUB_DATA``)."""
    return _site_engine(settings.SEARCH_ENGINE, Path(settings.HUB_DATA), tuple(settings.ELASTICSEARCH_HOSTS), settings.ELASTICSEARCH_INDEX)
