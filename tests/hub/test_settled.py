"""A server does not look through all that it has loaded while a reader waits; what is new is still let go of."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import weakref
from collections.abc import Iterator

import pytest

from hub.settled import NEW, settle


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """The tests' own ways with what is not used any more, afterwards."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


class Circle:
    """Something that only points to itself."""

    def __init__(self) -> None:
        self.myself = self


def test_what_is_loaded_is_not_looked_through_again():
    kept = [[number] for number in range(1000)]
    before = gc.get_freeze_count()
    settle()
    assert gc.get_freeze_count() >= before + len(kept)
    assert not any(one is kept for one in gc.get_objects())


def test_what_comes_later_is_still_let_go_of():
    settle()
    circle = weakref.ref(Circle())
    gc.collect()
    assert circle() is None


def test_new_things_are_looked_through_less_often_but_are():
    settle()
    assert gc.isenabled()
    assert gc.get_threshold()[0] == NEW


def test_settling_twice_does_no_harm():
    settle()
    settle()
    assert gc.get_threshold()[0] == NEW


def test_a_server_is_loaded_without_a_connection_or_a_thread_that_its_processes_would_share(tmp_path):
    """Both would work until two processes speak at once."""
    asked = "import threading; from django.db import connections; print([one.connection for one in connections.all()], threading.active_count())"
    environment = {**os.environ, "HUB_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "hub.settings.dev"}
    loaded = subprocess.run([sys.executable, "-c", f"import hub.wsgi; {asked}"], env=environment, capture_output=True, text=True, timeout=300)
    assert loaded.stdout.splitlines()[-1:] == ["[None] 1"], loaded.stderr
