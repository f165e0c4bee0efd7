"""The worker: whatever goes wrong in one duty, the others go on, and it is tried again."""

import threading
import time
from datetime import timedelta

import pytest

from hub import heartbeat
from hub.worker import LONGEST_PAUSE, Duty, Worker, alone

PATIENCE = 20


@pytest.fixture(autouse=True)
def data(tmp_path, settings):
    settings.HUB_DATA = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr("hub.worker.TICK", 0.01)


def until(condition, what):
    """Wait for something that happens in another thread."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"never happened: {what}"
        time.sleep(0.01)


def often(name, do):
    return Duty(name, timedelta(milliseconds=10), do)


class Counter:
    """Something to do that counts how often it was done, and fails the first times."""

    def __init__(self, failures=0, error=RuntimeError):
        self.count, self.failures, self.error = 0, failures, error

    def __call__(self):
        self.count += 1
        if self.count <= self.failures:
            raise self.error("not yet")


@pytest.fixture
def at_work():
    """Starts workers, and stops them at the end."""
    started = []

    def start(*duties):
        worker = Worker(duties)
        thread = threading.Thread(target=worker.run)
        thread.start()
        started.append((worker, thread))
        return worker

    yield start
    for worker, thread in started:
        worker.stop()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def test_duties_are_done_again_and_again(at_work):
    index = Counter()
    at_work(often("index", index))
    until(lambda: index.count > 2, "three runs")


def test_a_duty_waits_for_its_own_time(at_work):
    index, purge = Counter(), Counter()
    at_work(often("index", index), Duty("purge", timedelta(days=1), purge))
    until(lambda: index.count > 5, "six runs of the other")
    assert purge.count == 1


def test_a_long_task_does_not_hold_up_the_index(at_work):
    index, release = Counter(), threading.Event()
    at_work(often("tasks", lambda: release.wait(PATIENCE)), often("index", index))
    until(lambda: index.count > 2, "three runs beside the long one")
    release.set()


@pytest.mark.parametrize("error", [RuntimeError, OSError, AssertionError, MemoryError, SystemExit, KeyboardInterrupt])
def test_a_duty_that_fails_is_tried_again_and_the_worker_lives(at_work, caplog, error):
    index, others = Counter(failures=1, error=error), Counter()
    at_work(often("index", index), often("others", others))
    until(lambda: index.count > 1, "a second try")
    before = others.count
    until(lambda: others.count > before, "the others go on")
    assert "index failed (1 in a row)" in caplog.text
    assert error.__name__ in caplog.text


def test_success_makes_good_for_failures(at_work):
    index = Counter(failures=2)
    worker = at_work(often("index", index))
    until(lambda: index.count > 3, "success after two failures")
    until(lambda: worker.duties[0].state.failures == 0, "forgotten failures")


def test_the_more_it_fails_the_longer_it_waits_but_never_for_ever():
    duty = Duty("index", timedelta(seconds=1), print)
    pauses = []
    for failures in (0, 1, 2, 20, 10_000):
        duty.state = heartbeat.DutyState(failures=failures)
        pauses.append(duty.pause())
    assert pauses == [1, 2, 4, LONGEST_PAUSE.total_seconds(), LONGEST_PAUSE.total_seconds()]


def test_a_slow_rhythm_is_not_made_quicker_by_failing():
    duty = Duty("purge", timedelta(days=1), print, state=heartbeat.DutyState(failures=3))
    assert duty.pause() == timedelta(days=1).total_seconds()


def test_everybody_can_see_how_the_duties_fare(at_work):
    at_work(often("index", Counter()), Duty("publish", timedelta(minutes=1), Counter(failures=1, error=OSError)))

    def seen():
        beat = heartbeat.last()
        return beat is not None and beat.duties["publish"].failures == 1 and beat.duties["index"].succeeded

    until(seen, "a sign of life with both")
    assert heartbeat.last().duties["publish"].error == "OSError"


def test_a_run_under_way_is_finished_before_the_worker_ends():
    began, release, done = threading.Event(), threading.Event(), []
    worker = Worker([often("tasks", lambda: (began.set(), release.wait(PATIENCE), done.append(1)))])
    thread = threading.Thread(target=worker.run)
    thread.start()
    assert began.wait(PATIENCE)
    worker.stop()
    release.set()
    thread.join(PATIENCE)
    assert done


def test_two_workers_never_work_in_the_same_data(at_work):
    first, second = Counter(), Counter()
    worker = at_work(often("index", first))
    until(lambda: first.count, "the first works")
    at_work(often("index", second))
    before = first.count
    until(lambda: first.count > before + 3, "the first goes on")
    assert second.count == 0
    worker.stop()
    until(lambda: second.count, "the second takes over")


def test_the_lock_is_free_after_a_worker():
    with alone() as mine:
        assert mine
        with alone() as second:
            assert not second
    with alone() as again:
        assert again


def test_once_does_every_duty_and_says_whether_all_went_well():
    good, bad = Counter(), Counter(failures=1)
    assert not Worker([often("good", good), often("bad", bad)]).once()
    assert (good.count, bad.count) == (1, 1)
    assert Worker([often("good", good)]).once()


def test_once_refuses_while_another_worker_is_at_work():
    with alone(), pytest.raises(BlockingIOError):
        Worker([often("index", Counter())]).once()
