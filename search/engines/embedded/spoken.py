"""The public vocabularies of an index from one commit to the next: read again in the background where that takes long, so that no search waits."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Final, NamedTuple

from search.engines.base import IndexUnavailableError
from search.engines.embedded.soundness import readable
from search.query import Vocabulary

AT_ONCE: Final = 2_000
"""The words of up to so many documents are read before the search goes on: some hundredths of a second."""
REST: Final = 9
"""After a reading in the background comes a rest of so many times its length: publishing all the time takes a tenth of a processor, not all of it."""

State = Mapping[str, float]
logger = logging.getLogger(__name__)


class Spoken(NamedTuple):
    """The vocabulary of a language, and what tells the documents that it is of: their number, the sum and the bounds of their versions. Versions grow
    with every change."""

    state: State
    vocabulary: Vocabulary


class Known(NamedTuple):
    """A vocabulary, and whether it is that of the commit in question: else it is that of an earlier one, and each word has to be looked up."""

    vocabulary: Vocabulary
    current: bool


class Vocabularies:
    """The newest vocabulary of each language of one generation. Safe to share between threads."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        """``at_once``: the words of so many documents are read while the search waits."""
        self._at_once = at_once
        self._newest: dict[str, Spoken] = {}
        self._lock = threading.Lock()
        self._reader: threading.Thread | None = None
        self._rests_until = 0.0

    def of(self, language: str, state: State, read: Callable[[], Vocabulary]) -> Known:
        """The vocabulary of the documents that ``state`` tells; ``read`` reads it, now or in the background."""
        with self._lock:
            newest = self._newest.get(language)
            if newest is None or (newest.state != state and state["count"] <= self._at_once):
                newest = self._newest[language] = Spoken(state, read())
            if newest.state != state:
                self._begin(language, state, read)
            return Known(newest.vocabulary, newest.state == state)

    def _begin(self, language: str, state: State, read: Callable[[], Vocabulary]) -> None:
        """One reading at a time, and a rest after each: the next search that finds words of old begins the next. Not a daemon: a process that ends
        waits for the fraction of a second, as native code may not be left in the middle."""
        if self._reader is None and monotonic() >= self._rests_until:
            self._reader = threading.Thread(target=self._read, args=(language, state, read), name="vocabulary")
            self._reader.start()

    def _read(self, language: str, state: State, read: Callable[[], Vocabulary]) -> None:
        """What the thread does."""
        began = monotonic()
        read_now: Spoken | None = None
        try:
            with readable():
                read_now = Spoken(state, read().ready())
        except IndexUnavailableError:  # the search itself finds out and says so
            logger.warning("The words of the search index could not be read again.")
        with self._lock:
            if read_now is not None:
                self._newest[language] = read_now
            self._reader, self._rests_until = None, monotonic() + REST * (monotonic() - began)
