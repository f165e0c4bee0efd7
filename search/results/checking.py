"""Hits of the engine against the database, which decides who may see what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.db import connection
from django.http import HttpRequest
from wagtail.models import Page

from search.engines.base import Hit
from search.gate import href, visible_among
from search.models import SearchDocument
from search.prepared import Prepared

BODY_READ: Final = 12_000
"""Characters of a text in which words are marked."""
_WORDS: Final = ("id", "key", "page", "family", "version", "language", "kind", "title", "summary")
_FACTS: Final = ("card", "topics", "reach", "channels", "help_languages", "costs")
_DOCUMENTS: Final = Prepared(SearchDocument, (*_WORDS, *_FACTS))


@dataclass(frozen=True)
class Checked:
    """A hit that may be shown: the document that the engine found, the one that is shown (in the reader's language, where there is one), its page and
    address."""

    hit: Hit
    found: SearchDocument
    shown: SearchDocument
    page: Page
    address: str


def check(hits: Iterable[Hit], prefer: tuple[str, ...], request: HttpRequest | None = None) -> tuple[list[Checked], set[str]]:
    """The hits that may be shown, in order, and the keys of the others. ``prefer``: the reader's languages. Three queries, however many hits."""
    hits = list(hits)
    rows = _rows(hits, prefer)
    pages = {page.pk: page for page in visible_among({row.page_id for row in rows.values()})}
    addresses = {pk: href(page, request) for pk, page in pages.items()}
    visible = {key: row for key, row in rows.items() if addresses.get(row.page_id)}
    checked = [_checked(hit, visible, pages, addresses, prefer) for hit in hits if hit.key in visible]
    return checked, {hit.key for hit in hits if hit.key not in visible}


def _rows(hits: list[Hit], prefer: tuple[str, ...]) -> dict[str, SearchDocument]:
    """The rows of the hits and those of their families in the reader's languages, by key. Each has the beginning of its text as ``text``."""
    if not hits:
        return {}
    families = {hit.family for hit in hits}
    sql = _in_sql(connection.alias, len(hits), len(families), len(prefer))
    found = _DOCUMENTS.rows(sql, [BODY_READ, *(hit.key for hit in hits), *families, *prefer], "text")
    return {row.key: row for row in found}


@lru_cache(maxsize=64)
def _in_sql(using: str, hits: int, families: int, languages: int) -> str:
    """The question for so many of each."""
    name = connection.ops.quote_name
    keys, numbers, codes = (", ".join(["%s"] * number) for number in (hits, families, languages))
    wanted = f"{name('key')} IN ({keys}) OR ({name('family')} IN ({numbers}) AND {name('language')} IN ({codes}))"
    columns = f"{_DOCUMENTS.columns}, SUBSTR({name('body')}, 1, %s)"
    return f"SELECT {columns} FROM {name(SearchDocument._meta.db_table)} WHERE ({wanted}) AND NOT {name('withdrawn')}"  # our own SQL  # nosec B608


def _checked(
    hit: Hit, rows: Mapping[str, SearchDocument], pages: Mapping[int, Page], addresses: Mapping[int, str], prefer: tuple[str, ...]
) -> Checked:
    """One hit. A family that was found in a language the reader does not read is shown in one that the reader does, where it exists."""
    found = shown = rows[hit.key]
    if found.language not in prefer:
        members = [row for row in rows.values() if row.family == found.family and row.language in prefer]
        shown = min(members, key=lambda row: (prefer.index(row.language), row.key), default=found)
    return Checked(hit, found, shown, pages[shown.page_id], addresses[shown.page_id])
