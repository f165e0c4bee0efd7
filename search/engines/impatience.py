"""Questions that are given up after a while, whatever holds up the answer: a server that sends it letter by letter stays within every timeout of a
socket."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import BoundedSemaphore, Thread
from typing import Any, Final, TypeVar

from search.engines.base import EngineAwayError

Value = TypeVar("Value")

AT_A_TIME: Final = 8
"""Questions under way, those that were given up included: no server that hangs gathers threads without end."""


class Impatience:
    """Asks in a thread of its own for each question, which dies with the process."""

    def __init__(self, seconds: float) -> None:
        """``seconds`` that somebody waits for an answer."""
        self.seconds = seconds
        self._room = BoundedSemaphore(AT_A_TIME)

    def ask(self, question: Callable[[], Value]) -> Value:
        """The answer, or the error of ``question``. Raises ``EngineAwayError`` when it does not come in time, or too many are waited for."""
        if not self._room.acquire(blocking=False):
            raise EngineAwayError("The search server still owes other answers.")
        answer: Future[Value] = Future()
        Thread(target=self._answer, args=(answer, question), daemon=True).start()
        try:
            return answer.result(self.seconds)
        except TimeoutError:
            raise EngineAwayError("The search server takes too long.") from None

    def _answer(self, answer: Future[Any], question: Callable[[], Any]) -> None:
        """Put what comes of the question into ``answer``, even if nobody waits for it any more."""
        try:
            answer.set_result(question())
        except Exception as error:  # noqa: BLE001  raised where somebody waits
            answer.set_exception(error)
        finally:
            self._room.release()
