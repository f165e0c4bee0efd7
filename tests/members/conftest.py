"""Time, to be moved; somebody who signs in."""

from __future__ import annotations

import time

import pytest
from django.test import Client

from members.models import User
from tests import factories
from tests.members.signing import try_password


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


@pytest.fixture
def editor() -> User:
    return factories.editor()


@pytest.fixture
def inside(client: Client, editor: User) -> Client:
    """The browser of somebody who has just signed in."""
    try_password(client, "editor")
    return client
