"""The patterns of this process: made once, and again when an editor has changed the words of an urgent concept."""

from __future__ import annotations

from typing import Final, NamedTuple

from hub import languages
from search.kept import Kept
from taxonomy.labels import urgent_words

from .matching import Matcher
from .phrases import ordinary, patterns

Words = dict[str, dict[str, list[str]]]


class Made(NamedTuple):
    """A matcher, and the words that it was made of."""

    words: Words
    matcher: Matcher


_made: Final[list[Made]] = []


def _read(_key: None) -> Matcher:
    """The matcher for the words of this moment: the last one, unless they have changed since, for making one takes long."""
    words = urgent_words()
    if not _made or _made[-1].words != words:
        _made[:] = [Made(words, make(words))]
    return _made[-1].matcher


_matcher: Final = Kept(_read)


def make(words: Words) -> Matcher:
    """A matcher for these words of urgent concepts, by code and language."""
    return Matcher(patterns(words), ordinary(tuple(languages.codes())), languages.codes())


def urgent_topics(text: str) -> tuple[str, ...]:
    """The codes of the urgent concepts that ``text`` names, in any language of the hub, best match first."""
    return _matcher.get(None).topics(text) if text else ()
