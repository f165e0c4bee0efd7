"""One server and one worker beside it: the worker is started again when it stops by itself, both stop together. Standard library only."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

LONGEST_PAUSE = 30.0
"""Seconds: the longest wait before a worker that keeps dying is started again."""
PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """On Linux: ask the kernel to end this child when its parent is gone, even when that was killed outright."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """One process to look after."""

    name: str
    command: Sequence[str]
    deaths: int = 0
    again: float = 0.0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start it."""
        self.process = subprocess.Popen(self.command, preexec_fn=die_with_parent)

    def exit_code(self) -> int | None:
        """Its exit code, or None while it runs."""
        return self.process.poll() if self.process else None

    def end(self, until: float) -> None:
        """Wait for it to stop until the moment ``until`` (monotonic clock), then kill it."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def revive(self, now: float) -> None:
        """Start it again if it has died, each time after a longer pause; the pauses begin at one second."""
        code = self.exit_code()
        if code is None:
            return
        if not self.again:
            pause = min(2.0**self.deaths, LONGEST_PAUSE)
            self.deaths, self.again = self.deaths + 1, now + pause
            print(f"The {self.name} has stopped (exit code {code}); it is started again in {pause:.0f} s.", file=sys.stderr, flush=True)
        elif now >= self.again:
            self.again = 0.0
            self.start()


@dataclass
class Pair:
    """The server and its worker. ``up`` is called once, when ``ready`` first says that the server answers.

    ``patience`` is the time in seconds that both have to stop by themselves before they are killed.
    """

    server: Child
    worker: Child
    ready: Callable[[], bool]
    up: Callable[[], None]
    patience: float = 12.0
    asked: bool = False

    def run(self) -> int:
        """Run both until someone asks to stop (Ctrl-C, SIGTERM, SIGHUP: 0) or the server ends by itself (its exit code)."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask)
        self.server.start()
        self.worker.start()
        try:
            return self._watch()
        finally:
            self._stop()

    def _ask(self, *_: object) -> None:
        self.asked = True

    def _watch(self) -> int:
        told = False
        while not self.asked:
            code = self.server.exit_code()
            if code is not None:
                print(f"The server has stopped (exit code {code}).", file=sys.stderr, flush=True)
                return code or 1
            self.worker.revive(time.monotonic())
            if not told and self.ready():
                told = True
                self.up()
            time.sleep(0.2 if told else 0.5)
        print("Stopping …", flush=True)
        return 0

    def _stop(self) -> None:
        until = time.monotonic() + self.patience
        for child in (self.server, self.worker):
            if child.process and child.exit_code() is None:
                child.process.terminate()
        for child in (self.server, self.worker):
            child.end(until)
