"""The fields of the embedded index and how a document becomes terms in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

import tantivy

from search.analysis import normal_code
from search.engines.base import FILTERS, SUNK, SUNK_WEIGHT, EngineDocument
from search.engines.fields import tokens

FORMAT: Final = 3
"""Raised when the fields change: an index with another format cannot be read."""

WORDS: Final = "words"
KEY, FAMILY, ROW, VERSION, LANGUAGE, SCOPE, META, SPELLING = "key", "family", "row", "version", "language", "scope", "meta", "spelling"
POSITION: Final = "position"
FRESH, LATITUDE, LONGITUDE = "fresh", "latitude", "longitude"
FACTS, INNER = "facts", "inner"
STANDING: Final = "standing"
"""What scores are weighed by: the index multiplies them by the logarithm (base 2) of two more than this."""
STANDS: Final = 2 ** round(1 / SUNK_WEIGHT) - 2
"""The ``STANDING`` of what is not sunk, which scores ``1 / SUNK_WEIGHT`` as much as what is sunk (nought)."""


def facts(name: str, values: Iterable[str]) -> tuple[str, list[str]]:
    """The field of a filter and the terms of values: all filters that readers choose from are in one field, in which facets are counted at once."""
    return FACTS if name in FILTERS else INNER, [f"{name}:{value}" for value in dict.fromkeys(values)]


def scope(visibility: str, language: str = "") -> str:
    """The term by which documents of a visibility are found, in one language or in all."""
    return f"{visibility}:{language}"


def row_number(key: str) -> int:
    """A number for the key, 64 bits: what facets are counted by."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big")


def build_schema() -> tantivy.Schema:
    """All fields. ``spelling`` holds "exact=written" (see ``Terms``); ``meta`` marks the one row that keeps the position."""
    builder = tantivy.SchemaBuilder()
    for name in (KEY, LANGUAGE, META, POSITION):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field(FAMILY, indexed=True, fast=True)
    builder.add_unsigned_field(ROW, indexed=True, fast=True)
    builder.add_integer_field(VERSION, fast=True)
    builder.add_text_field(SCOPE, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field(FRESH, fast=True)
    builder.add_unsigned_field(STANDING, fast=True)
    for name in (LATITUDE, LONGITUDE):
        builder.add_float_field(name, fast=True)
    builder.add_text_field(FACTS, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field(INNER, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("s", tokenizer_name=WORDS, index_option="position")
    for name in ("e", "ts"):
        builder.add_text_field(name, tokenizer_name=WORDS, index_option="freq")
    builder.add_text_field(SPELLING, tokenizer_name=WORDS, index_option="basic")
    return builder.build()


def register_tokenizer(index: tantivy.Index) -> None:
    """Terms come ready, with spaces between: the index only splits."""
    index.register_tokenizer(WORDS, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())


def make_row(document: EngineDocument) -> tantivy.Document:
    """The document as the index takes it."""
    terms, language = tokens(document), normal_code(document.language)
    row = _bare_row(document.key, document.family, document.version)
    row.add_text(LANGUAGE, language)
    for name, text in (("s", terms.s), ("e", terms.e), ("ts", terms.ts), (SPELLING, terms.spellings)):
        row.add_text(name, text)
    for term in (scope(document.visibility), scope(document.visibility, language)):
        row.add_text(SCOPE, term)
    for name, values in document.filters.items():
        field, each = facts(name, values)
        for term in each:
            row.add_text(field, term)
    row.add_integer(FRESH, document.fresh)
    row.add_unsigned(STANDING, 0 if SUNK in document.filters.get("state", ()) else STANDS)
    for name, degrees in zip((LATITUDE, LONGITUDE), document.point or (), strict=False):
        row.add_float(name, degrees)
    return row


def _bare_row(key: str, family: int, version: int) -> tantivy.Document:
    """A row with nothing to find it by but its key."""
    row = tantivy.Document()
    row.add_text(KEY, key)
    row.add_integer(FAMILY, family)
    row.add_unsigned(ROW, row_number(key))
    row.add_integer(VERSION, version)
    return row


def make_gravestone(key: str, version: int) -> tantivy.Document:
    """What stays of a deleted document: its key and version, in no scope."""
    return _bare_row(key, 0, version)


def make_position(position: str) -> tantivy.Document:
    """The row that keeps the position of the last commit."""
    row = tantivy.Document()
    row.add_text(META, POSITION)
    row.add_text(POSITION, position)
    return row
