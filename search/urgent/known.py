"""The patterns of this process: made once, and again when an editor has changed the words of an urgent concept."""

from __future__ import annotations

from typing import Final, NamedTuple

from hub import languages
from search.outbox import latest_version
from taxonomy.labels import urgent_words

from .matching import Matcher
from .phrases import ordinary, patterns

Words = dict[str, dict[str, list[str]]]


class Made(NamedTuple):
    """A matcher, the words that it was made of, and the version of the site at which they were read."""

    version: int
    words: Words
    matcher: Matcher


_made: Final[list[Made]] = []


def matcher() -> Matcher:
    """The matcher for the words of this moment. One query while nothing on the site changes, two after that."""
    version, before = latest_version(), _made[-1] if _made else None
    if before and before.version == version:
        return before.matcher
    words = urgent_words()
    now = before.matcher if before and before.words == words else make(words)
    _made[:] = [Made(version, words, now)]
    return now


def forget() -> None:
    """Read the words again at the next query: after a transaction that was taken back its version may come again with other words."""
    _made[:] = [one._replace(version=-1) for one in _made]


def make(words: Words) -> Matcher:
    """A matcher for these words of urgent concepts, by code and language."""
    return Matcher(patterns(words), ordinary(tuple(languages.codes())), languages.codes())


def urgent_topics(text: str) -> tuple[str, ...]:
    """The codes of the urgent concepts that ``text`` names, in any language of the hub, best match first."""
    return matcher().topics(text) if text else ()
