"""The words that are never suggested, made ready to be looked for."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from search.models.never import ALL, NeverSuggest

from .phrases import Phrases


def never(own_languages: Collection[str]) -> Phrases:
    """What is never suggested to somebody who reads these languages: a word that hurts in one may be harmless in another. One query: what editors
    change holds at once, in every process."""
    listed = NeverSuggest.listed()
    return _phrases(tuple(word for code in (ALL, *own_languages) for word in listed.get(code, ())))


@lru_cache(maxsize=64)
def _phrases(words: tuple[str, ...]) -> Phrases:
    """The words, made ready once for as long as they stay the same."""
    return Phrases(words)
