"""The fields of an index in Elasticsearch. Strict: nothing is guessed; and without ``_source``: what is indexed can be found, never read back."""

from __future__ import annotations

from typing import Any, Final

from search.analysis import ANALYSIS_VERSION, normal_code
from search.engines.base import FILTERS, INNER_FILTERS, PUBLIC, EngineDocument
from search.engines.fields import tokens

FORMAT: Final = 1
"""Raised when fields or settings change. It is part of the names of indexes, so that machines with another version of the hub keep theirs."""
POSITION: Final = ":position"
"""The id of the one row that keeps the position. No key begins so."""
MOST_VALUES: Final = 1_000_000
"""Values that a filter may list: families, when a place or a time leaves some."""
NEVER: Final = "-1"

SETTINGS: Final[dict[str, Any]] = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "refresh_interval": NEVER,
    "max_terms_count": MOST_VALUES,
    "requests.cache.enable": False,
    "queries.cache.enabled": False,
    "similarity": {"hub": {"type": "BM25", "k1": 1.2, "b": 0.75}},
    **{f"search.slowlog.threshold.{phase}.{level}": NEVER for phase in ("query", "fetch") for level in ("warn", "info", "debug", "trace")},
    **{f"indexing.slowlog.threshold.index.{level}": NEVER for level in ("warn", "info", "debug", "trace")},
    "indexing.slowlog.source": False,
}
"""One shard, so that words are counted over all documents. What is written is seen when the writer says so (``refresh``). The slow logs, which would
tell what readers typed, and the caches, which would remember it, are off whatever the cluster thinks."""


def filter_field(name: str) -> str:
    """The field that holds the values of a filter."""
    return f"f_{name}"


def mapping() -> dict[str, Any]:
    """All fields. Terms come ready, with spaces between: ``whitespace`` only splits."""
    keyword, number = {"type": "keyword"}, {"type": "long", "index": False}
    text = {"type": "text", "analyzer": "whitespace", "similarity": "hub", "index_options": "freqs"}
    return {
        "dynamic": "strict",
        "_source": {"enabled": False},
        "_meta": {"analysis": ANALYSIS_VERSION},
        "properties": {
            "family": {"type": "long"},
            **dict.fromkeys(("language", "visibility", *map(filter_field, (*FILTERS, *INNER_FILTERS))), keyword),
            **dict.fromkeys(("row", "fresh"), number),
            "point": {"type": "geo_point", "index": False},
            "s": {**text, "index_options": "positions"},
            "e": text,
            "ts": text,
            "position": {"type": "binary", "store": True},
        },
    }


def make_row(document: EngineDocument, row: int) -> dict[str, Any]:
    """The document as the index takes it. ``row`` grows from one to the next: equal ones stand in the order in which they were written."""
    terms = tokens(document)
    made: dict[str, Any] = {
        "family": document.family,
        "language": normal_code(document.language),
        "visibility": document.visibility,
        "row": row,
        "fresh": document.fresh,
        **{filter_field(name): list(dict.fromkeys(values)) for name, values in document.filters.items()},
        "s": terms.s,
        "e": terms.e,
        "ts": terms.ts,
    }
    if document.point:
        made["point"] = {"lat": document.point[0], "lon": document.point[1]}
    return made


def make_gravestone() -> dict[str, Any]:
    """What stays of a deleted document: its key and version (outside of the row), in no language and seen by nobody."""
    return {}


def public(language: str = "") -> list[dict[str, Any]]:
    """What public documents have, in one language or in all."""
    seen = {"term": {"visibility": PUBLIC}}
    return [seen, {"term": {"language": language}}] if language else [seen]


def living() -> dict[str, Any]:
    """Every document, of any visibility: not the row with the position, not what stays of deleted ones."""
    return {"exists": {"field": "language"}}
