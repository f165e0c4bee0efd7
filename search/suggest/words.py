"""Words that go on from what is typed, from the public vocabulary."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from hub import languages
from search.analysis import clean, query_units, rules_of
from search.engines.base import Engine

from .suggestion import Suggestion, Typed

SPARE: Final = 16
"""How many more are asked for: some say nothing by themselves, and most words come in several forms."""


def words(typed: Typed, engine: Engine, withheld: Collection[str], limit: int) -> list[Suggestion]:
    """The text with its last word completed, commonest first. Choosing one searches for it."""
    tag, so_far = languages.language(typed.language).tag, clean(typed.text)
    found = engine.complete(typed.text, typed.own_languages, limit + SPARE, withheld)
    return [Suggestion("word", _as_typed(typed.text, so_far, text), tag) for text in _telling(found, so_far, typed.language)][:limit]


def _telling(found: list[str], so_far: str, language: str) -> Iterator[str]:
    """Those that say more than the text: no stop words, and of all forms of a word the commonest."""
    rules, seen = rules_of(language), set()
    for text in found:
        last = query_units(text, rules)[-1].whole
        if last.stem not in seen and last.exact not in rules.stop:
            seen.add(last.stem)
            if text != so_far:
                yield text


def _as_typed(text: str, so_far: str, completed: str) -> str:
    """The completed text with its beginning as it was typed, where cleaning changed no more than single letters."""
    same = 0
    while len(so_far) == len(text) and same < min(len(so_far), len(completed)) and so_far[same] == completed[same]:
        same += 1
    return text[:same] + completed[same:]
