"""Several machines on one database, each with a worker: a mail is sent once, and what a machine that died had begun is done by another."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from hub import duties
from hub.machines import OneAtATime, only_here

pytestmark = pytest.mark.django_db(transaction=True)
needs_server = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="a database that is a file serves one machine")
LONG = 30
sent = []
under_way, go_on = threading.Event(), threading.Event()


@task()
def send_slowly(word):
    under_way.set()
    go_on.wait(LONG)
    sent.append(word)


@pytest.fixture(autouse=True)
def queue(settings, tmp_path):
    settings.HUB_DATA = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    sent.clear()
    under_way.clear()
    go_on.clear()


def elsewhere(do):
    """Do it as another machine would, by a connection of its own; the thread."""

    def run():
        try:
            do()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def from_elsewhere(ask):
    """What another machine is answered."""
    said = []
    elsewhere(lambda: said.append(ask())).join(LONG)
    return said[0]


def can_be_had(name):
    with only_here(name) as mine:
        return mine


@needs_server
def test_a_task_that_one_machine_is_at_is_not_done_by_another_as_well():
    send_slowly.enqueue("welcome")
    other = elsewhere(duties.tasks)
    assert under_way.wait(LONG)
    duties.tasks()
    assert DBTaskResult.objects.get().status == "RUNNING"
    go_on.set()
    other.join(LONG)
    duties.tasks()
    assert sent == ["welcome"]
    assert len(DBTaskResult.objects.get().worker_ids) == 1


def test_a_task_that_a_machine_had_begun_which_died_is_done_by_whoever_comes_next():
    go_on.set()
    send_slowly.enqueue("welcome")
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now())
    duties.tasks()
    assert sent == ["welcome"]


@needs_server
def test_one_machine_at_a_time_does_what_is_for_all():
    with only_here("publish") as mine:
        assert mine
        assert not from_elsewhere(lambda: can_be_had("publish"))
        assert from_elsewhere(lambda: can_be_had("purge")), "something else"
    assert from_elsewhere(lambda: can_be_had("publish"))


@needs_server
def test_what_is_done_may_close_its_connection_without_letting_another_machine_in():
    with only_here("publish"):
        connection.close()
        assert not from_elsewhere(lambda: can_be_had("publish"))


def test_what_fails_fails_aloud_and_is_open_to_others_again():
    with pytest.raises(ZeroDivisionError):
        OneAtATime("publish", lambda: 1 // 0)()
    assert from_elsewhere(lambda: can_be_had("publish"))


@pytest.mark.parametrize("name", ["again", "publish", "pictures", "purge"])
def test_the_duties_for_all_are_done_by_one_machine(name):
    duty = next(one for one in duties.duties() if one.name == name)
    assert isinstance(duty.do, OneAtATime)


def test_a_quiet_site_asks_for_no_lock(django_assert_num_queries):
    with django_assert_num_queries(2):
        duties.tasks()
