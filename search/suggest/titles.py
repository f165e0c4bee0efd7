"""Titles of public pages that go on from what is typed: the engine proposes, the database decides."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from django.http import HttpRequest

from hub import languages
from search.engines.base import Engine
from search.kinds import kind
from search.results.checking import Checked, check

from .phrases import spaced
from .suggestion import Suggestion, Typed

MOST: Final = 4
SPARE: Final = 4
"""How many more are asked for, in case that the database refuses some, and to have those first that begin as it was typed."""


def titles(typed: Typed, engine: Engine, withheld: Collection[str], request: HttpRequest | None = None) -> list[Suggestion]:
    """The pages, those first whose titles begin with the text. Choosing one opens it."""
    hits = engine.titles(typed.text, typed.own_languages, MOST + SPARE, withheld)
    found, _refused = check(hits, typed.own_languages, request) if hits else ([], set())
    begun = spaced(typed.text).rstrip()
    return [_suggestion(one) for one in sorted(found, key=lambda one: not spaced(one.shown.title).startswith(begun))][:MOST]


def _suggestion(checked: Checked) -> Suggestion:
    """One page."""
    row = checked.shown
    return Suggestion("page", row.title, languages.language(row.language).tag, str(kind(row.kind).label), checked.address)
