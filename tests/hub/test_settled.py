"""A server does not look through all that it has loaded while a reader waits; what is new is still let go of."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from django.db import connection

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


@pytest.mark.django_db(transaction=True)
def test_no_process_goes_on_with_a_connection_of_the_one_that_loaded_it():
    connection.ensure_connection()
    settle()
    assert connection.connection is None
    assert_it_is_opened_again()


def assert_it_is_opened_again() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
