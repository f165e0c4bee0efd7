"""Whoever sends very much waits longer and longer. Nobody is shut out, and nobody can tell later who it was."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from safety import pace

CANARY = "203.0.113.77"


@pytest.fixture
def waited(monkeypatch):
    """How long each one waited, without waiting."""
    times = []
    monkeypatch.setattr(pace.time, "sleep", times.append)
    return times


def asked(address=CANARY, forwarded=None):
    return RequestFactory().post("/", REMOTE_ADDR=address, **({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}))


def test_a_person_who_sends_a_few_never_waits(waited):
    assert all(pace.slow_down(asked(), "report", 5) for _time in range(5))
    assert waited == []


def test_a_program_waits_longer_each_time_but_not_for_ever(waited):
    assert all(pace.slow_down(asked(), "report", 2) for _time in range(12))
    assert waited[:3] == [0.5, 1.0, 1.5]
    assert max(waited) == waited[-1] == pace.LONGEST


def test_others_do_not_wait_for_the_one_who_sends_much(waited):
    for _time in range(5):
        pace.slow_down(asked(), "report", 2)
    waited.clear()
    assert pace.slow_down(asked("198.51.100.1"), "report", 2)
    assert pace.slow_down(asked(), "state", 2)
    assert waited == []


def test_so_many_who_wait_do_not_stop_the_site(monkeypatch):
    monkeypatch.setattr(pace, "_seats", threading.BoundedSemaphore(1))
    assert pace._seats.acquire(blocking=False)
    assert not pace.slow_down(asked(), "report", 0)
    pace._seats.release()


def test_no_address_is_kept_anywhere(waited):
    pace.slow_down(asked(), "report", 5)
    assert CANARY not in str(cache._cache) + str(cache._expire_info) + str(pace._salt)
    assert CANARY not in pace.client(asked())


def test_tomorrow_nobody_can_tell_that_somebody_came_back(monkeypatch):
    class Tomorrow(date):
        @classmethod
        def today(cls):
            return date(2099, 1, 1)

    today = pace.client(asked())
    assert pace.client(asked()) == today
    monkeypatch.setattr(pace, "date", Tomorrow)
    assert pace.client(asked()) != today
    assert list(pace._salt) == [date(2099, 1, 1)]
    monkeypatch.undo()
    assert pace.client(asked()) != today, "the secret of a day is gone with the day"


def test_behind_the_proxy_on_this_machine_each_reader_is_one():
    one, other = asked("127.0.0.1", "192.0.2.1, 198.51.100.7"), asked("127.0.0.1", "198.51.100.8")
    assert pace.client(one) != pace.client(other)
    assert pace.client(one) == pace.client(asked("198.51.100.7"))


def test_nobody_chooses_who_they_are_by_a_header():
    assert pace.client(asked(CANARY, "198.51.100.8")) == pace.client(asked())


def test_a_machine_with_a_network_of_addresses_is_one():
    assert pace.client(asked("2001:db8:1:2::1")) == pace.client(asked("2001:db8:1:2:ffff::9"))
    assert pace.client(asked("2001:db8:1:2::1")) != pace.client(asked("2001:db8:1:3::1"))


@pytest.mark.parametrize("address", ["", "unix:", "not an address", "::1", "127.0.0.1"])
def test_a_server_that_names_no_address_breaks_nothing(address, waited):
    assert pace.slow_down(asked(address), "report", 1)
    assert pace.slow_down(asked(address, "garbage, <script>"), "report", 1)
