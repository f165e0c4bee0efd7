"""A server and the index of this machine as one engine: the server answers, and when it does not, or not in time, the index of this machine does.

A server that has failed a few times is left alone (a circuit breaker): readers then wait for nothing. Whether it is back is looked at behind their
backs.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from functools import partial
from threading import Lock, Thread
from typing import Any, Final, TypeVar

from circuitbreaker import CircuitBreaker

from search.engines.base import FILTERS, Answer, Engine, EngineAwayError, Hit, IndexStatus, IndexUnavailableError, Query, Step, Writer
from search.engines.impatience import Impatience

logger = logging.getLogger(__name__)
Value = TypeVar("Value")

FAILURES: Final = 2
"""After so many in a row the server is left alone."""
AGAIN: Final = 5
"""Seconds until it is looked at again."""
POSITION_FOR: Final = 5.0
"""Seconds for which the position of its index is believed. An old one is as right as a new one: it only names more documents that are withdrawn."""
LOOK: Final = Query((Step("look", None),), facets=FILTERS, limit=1)
"""What it is asked then: as much as readers ask, since a slow server may answer less than that in time."""


class SlowError(EngineAwayError):
    """The server did answer, but so late that it had better be left alone."""

    def __init__(self, answer: Any) -> None:
        """``answer`` is good."""
        super().__init__("The search server is slow.")
        self.answer = answer


class Steady(Engine):
    """``server`` with ``own``, the index of this machine, beside it."""

    def __init__(self, server: Engine, own: Engine, patience: float) -> None:
        """``patience``: seconds that a reader waits for the server."""
        self.name = server.name  # type: ignore[misc]  # as whom it stands for
        self._server, self._own = server, own
        self._impatience = Impatience(patience)
        self._breaker = CircuitBreaker(FAILURES, AGAIN, IndexUnavailableError, "search server")
        self._looking = Lock()
        self._position: tuple[float, str | None] = (float("-inf"), None)

    @property
    def indexes(self) -> tuple[Engine, ...]:
        """See ``Engine``."""
        return self._server.indexes

    def search(self, query: Query) -> Answer:
        """See ``Engine``; ``spare`` says that the server did not answer."""
        try:
            return self._ask(partial(self._server.search, query))
        except IndexUnavailableError:
            return replace(self._own.search(query), spare=True)

    def complete(self, text: str, languages: Collection[str], limit: int = 8, exclude_keys: Collection[str] = frozenset()) -> list[str]:
        """See ``Engine``. What comes up while somebody types is known to this machine; before it has an index nothing does."""
        return self._known(lambda: self._own.complete(text, languages, limit, exclude_keys), [])

    def titles(self, text: str, languages: Collection[str], limit: int = 8, exclude_keys: Collection[str] = frozenset()) -> list[Hit]:
        """See ``Engine`` and ``complete``."""
        return self._known(lambda: self._own.titles(text, languages, limit, exclude_keys), [])

    def known(self, word: str, languages: Collection[str] = (), exclude_keys: Collection[str] = frozenset()) -> bool:
        """See ``Engine`` and ``complete``."""
        return self._known(lambda: self._own.known(word, languages, exclude_keys), False)

    def shares(self, words: Collection[str], exclude_keys: Collection[str] = frozenset()) -> Mapping[str, Mapping[str, float]]:
        """See ``Engine`` and ``complete``."""
        return self._known(lambda: self._own.shares(words, exclude_keys), {})

    def versions(self) -> Iterator[tuple[str, int]]:
        """See ``Engine``: those of the server."""
        return self._server.versions()

    def position(self) -> str | None:
        """See ``Engine``: that of the server as it was lately. As long as it has never been told it is that of this machine, or nobody's."""
        asked, position = self._position
        if time.monotonic() - asked > POSITION_FOR:
            self._behind(self._read_position)
        return position or self._known(self._own.position, None)

    def status(self) -> IndexStatus:
        """See ``Engine``: that of the server."""
        return self._server.status()

    def writer(self, wait: float = 0.0) -> AbstractContextManager[Writer]:
        """See ``Engine``: that of the server."""
        return self._server.writer(wait)

    def rebuild(self, wait: float = 0.0) -> AbstractContextManager[Writer]:
        """See ``Engine``: that of the server."""
        return self._server.rebuild(wait)

    def remove(self) -> None:
        """See ``Engine``."""
        self._server.remove()

    def _ask(self, question: Callable[[], Value]) -> Value:
        """The server's answer. Raises ``IndexUnavailableError`` when it has none, or is left alone for the moment."""
        if not self._breaker.closed:
            self._look_again()
            raise EngineAwayError("The search server is left alone for a while.")
        try:
            return self._breaker.call(self._in_time, question)
        except SlowError as slow:
            answer: Value = slow.answer
            return answer
        except IndexUnavailableError as error:
            logger.warning("The index of this machine answers in place of the search server: %s", error)
            raise

    def _in_time(self, question: Callable[[], Value]) -> Value:
        """The server's answer. Raises ``SlowError`` with it when it took more than half of the time that a reader waits: a small question that is
        answered just in time must not hide that larger ones are not."""
        began = time.monotonic()
        answer = self._impatience.ask(question)
        if time.monotonic() - began > self._impatience.seconds / 2:
            raise SlowError(answer)
        return answer

    def _look_again(self) -> None:
        """Look whether the server is back, if it is time to."""
        if not self._breaker.opened:
            self._behind(self._look)

    def _behind(self, do: Callable[[], None]) -> None:
        """Do it behind the back of the reader, unless something is being done there: nobody waits for that."""
        if self._looking.acquire(blocking=False):
            Thread(target=self._done, args=(do,), daemon=True).start()

    def _done(self, do: Callable[[], None]) -> None:
        """Do it; a server that is away is looked at again later."""
        try:
            with suppress(IndexUnavailableError):
                do()
        finally:
            self._looking.release()

    def _look(self) -> None:
        """Ask it something; its answer closes the circuit, none opens it again."""
        self._breaker.call(self._in_time, partial(self._server.search, LOOK))
        logger.warning("The search server answers again.")

    def _read_position(self) -> None:
        """Keep how far its index has come. It says nothing of whether readers are answered in time, so the circuit is left as it is."""
        if self._breaker.closed:
            self._position = (time.monotonic(), self._impatience.ask(self._server.position))

    @staticmethod
    def _known(ask: Callable[[], Value], nothing: Value) -> Value:
        """What this machine says; ``nothing`` before it has an index."""
        try:
            return ask()
        except IndexUnavailableError:
            return nothing
