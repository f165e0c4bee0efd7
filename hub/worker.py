"""The worker beside the server: does its duties again and again, one worker at a time for each ``HUB_DATA``.

Each duty runs in a thread of its own, so that a long task never holds up the index. A duty that fails is logged and tried again, later each time;
how each fares stands in the heartbeat, which ``/healthz`` reads. What the duties are says ``hub.duties``.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connections
from django.utils import timezone

from hub import heartbeat
from hub.locks import held

logger = logging.getLogger(__name__)

TICK = 0.5
"""Seconds between two looks at what is due."""
LONGEST_PAUSE = timedelta(minutes=5)
"""The longest wait before a duty that keeps failing is tried again, unless its own rhythm is slower."""


asked_to_stop: Final = threading.Event()
"""Set when the worker was asked to stop. A duty that does many things one after the other looks at it between two of them."""


@dataclass
class Duty:
    """Something to do again and again: its name, the time from the end of one run to the next, what to do, the ``longest`` wait after failures, and
    how it has fared."""

    name: str
    every: timedelta
    do: Callable[[], object]
    longest: timedelta = LONGEST_PAUSE
    due: float = 0.0
    run: Future[object] | None = field(default=None, repr=False)
    state: heartbeat.DutyState = field(default_factory=heartbeat.DutyState)

    def begin(self, pool: ThreadPoolExecutor) -> None:
        """Start a run, if one is due and none is under way."""
        if self.run is None and time.monotonic() >= self.due:
            self.state = replace(self.state, started=timezone.now().isoformat())
            self.run = pool.submit(with_own_connections, self.do)

    def settle(self) -> None:
        """Take note of how a run went, once it is over. The future holds its error, whatever kind it is, so that none is missed."""
        if self.run is None or not self.run.done():
            return
        error, self.run = self.run.exception(), None
        if error is None:
            self.state = heartbeat.DutyState(succeeded=timezone.now().isoformat())
        else:
            self.state = replace(self.state, failures=self.state.failures + 1, error=type(error).__name__, started="")
            logger.error("%s failed (%s in a row) and is tried again in %.0f s.", self.name, self.state.failures, self.pause(), exc_info=error)
        self.due = time.monotonic() + self.pause()

    def pause(self) -> float:
        """Seconds until the next run: its own rhythm, doubled with each failure in a row."""
        longest = max(self.every, self.longest)
        return min(self.every * 2 ** min(self.state.failures, 16), longest).total_seconds()


def with_own_connections(do: Callable[[], object]) -> object:
    """Do it, and hold no connection to the database between two runs: a restarted database is simply met anew."""
    try:
        return do()
    finally:
        connections.close_all()


class Worker:
    """Does ``duties`` until ``stop()`` is called, from a signal or another thread."""

    def __init__(self, duties: Sequence[Duty]) -> None:
        self.duties = duties
        self.stopping = False

    def stop(self, *_: object) -> None:
        """Begin nothing more. Runs under way are finished."""
        self.stopping = True
        asked_to_stop.set()

    def run(self) -> None:
        """Wait until nobody else is at work here (another worker, a restore), then do what is due until stopped."""
        try:
            with ThreadPoolExecutor(len(self.duties), "duty") as pool:
                while not self.stopping:
                    with alone() as mine:
                        self._work(pool if mine and not unfinished().exists() else None)
        finally:
            asked_to_stop.clear()
        self._look()

    def once(self) -> bool:
        """Do every duty once, now; whether all succeeded.

        Raises:
            BlockingIOError: another worker is at work here.
        """
        with alone() as mine:
            if not mine:
                raise BlockingIOError("Another worker is at work in this HUB_DATA.")
            with ThreadPoolExecutor(len(self.duties), "duty") as pool:
                for duty in self.duties:
                    duty.begin(pool)
            self._look()
        return not any(duty.state.failures for duty in self.duties)

    def _work(self, pool: ThreadPoolExecutor | None) -> None:
        """Do what is due until stopped; without ``pool`` somebody else is at work: wait a little instead."""
        if pool is None:
            time.sleep(TICK)
            return
        logger.info("The worker is at work: %s.", ", ".join(duty.name for duty in self.duties))
        while not self.stopping:
            for duty in self.duties:
                duty.begin(pool)
            self._look()
            time.sleep(TICK)

    def _look(self) -> None:
        """See how the runs went and leave a sign of life."""
        for duty in self.duties:
            duty.settle()
        heartbeat.leave({duty.name: duty.state for duty in self.duties})


@contextmanager
def alone() -> Iterator[bool]:
    """Hold the lock of the worker; whether it could be had."""
    with held(Path(settings.HUB_DATA) / "worker.lock") as mine:
        yield mine


def unfinished() -> Path:
    """There while a database is being brought back or changed (``hub.keeping``), and after a power cut until that was done again."""
    return Path(settings.HUB_DATA) / "unfinished"
