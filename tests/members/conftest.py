"""Time, to be moved."""

from __future__ import annotations

import time

import pytest


class Clock:
    """The clock on the wall, ``ahead`` of the real one."""

    ahead = 0.0

    def later(self, **much: float) -> None:
        """Move it: ``minutes=5``."""
        self.ahead += sum(value * {"seconds": 1, "minutes": 60, "hours": 3600}[unit] for unit, value in much.items())


@pytest.fixture
def clock(monkeypatch) -> Clock:
    """A clock that goes on, and can be moved."""
    made, real = Clock(), time.time
    monkeypatch.setattr("time.time", lambda: real() + made.ahead)
    return made
