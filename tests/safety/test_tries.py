"""Whoever guesses has to wait, longer each time; whoever waited goes on, and nobody can tell later who it was."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from safety import tries
from safety.tries import Counter, give_back, take, wait_text

ONE = [Counter("one", 3)]


@pytest.fixture
def clock(monkeypatch):
    """Time, to be moved."""

    class Clock:
        now = 1_000_000_000.0

        def later(self, seconds: float) -> None:
            self.now += seconds

    made = Clock()
    monkeypatch.setattr("time.time", lambda: made.now)
    return made


def test_the_first_ones_are_free_and_the_next_one_waits(clock):
    assert [take(ONE) for _try in range(4)] == [0, 0, 0, tries.FIRST]
    clock.later(tries.FIRST)
    assert take(ONE) == 0


def test_the_pauses_grow_up_to_a_quarter_of_an_hour_and_asking_makes_none_longer(clock):
    waits = []
    for _try in range(12):
        while wait := take(ONE):
            assert take(ONE) == wait
            waits.append(wait)
            clock.later(wait)
    assert waits[:3] == [30, 60, 120]
    assert max(waits) == waits[-1] == tries.LONGEST


def test_after_an_hour_without_a_try_all_is_forgotten(clock):
    for _try in range(3):
        take(ONE)
    clock.later(tries.FORGET + 1)
    assert [take(ONE) for _try in range(3)] == [0, 0, 0]


def test_who_was_right_was_not_guessing(clock):
    for _try in range(20):
        assert take(ONE) == 0
        give_back(ONE)


def test_each_counter_counts_for_itself(clock):
    narrow, wide = Counter("account", 2), Counter("client", 5)
    assert [take([narrow, wide]) for _try in range(3)] == [0, 0, tries.FIRST]
    assert take([Counter("other", 2), wide]) == 0


def test_many_guesses_at_once_are_no_way_around_it():
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda _try: take(ONE), range(40)))
    assert done.count(0) == 3


def test_it_says_when_to_try_again():
    assert wait_text(20) == "Too many attempts. Try again in one minute."
    assert "in 3 minutes" in wait_text(121)
