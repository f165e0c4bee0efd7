"""What the worker of the hub does, and how often."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.management import call_command
from django.utils.crypto import get_random_string
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as TaskRunner
from django_tasks_db.models import DBTaskResult

from hub import again, pictures
from hub.keeping.backing_up import daily
from hub.machines import OneAtATime, only_here
from hub.sqlite import empty_journal
from hub.worker import Duty, asked_to_stop
from search import indexer, wordlist
from search.engines import site_engine

TASKS_AT_A_TIME = 10
"""Few, so that the worker stops soon after it is asked to."""
SOON = timedelta(seconds=20)
"""The longest wait until a server that was away is tried again, be it of the search or the database."""


class OneAfterTheOther(TaskRunner):
    """Begins no further task once the worker was asked to stop; the one under way is finished."""

    @property
    def running(self) -> bool:
        """May another one begin?"""
        return not asked_to_stop.is_set()

    @running.setter
    def running(self, value: bool) -> None:
        """The worker alone says so."""


def run_tasks() -> None:
    """Run what stands in the queue of tasks. A task that fails is marked so, with its error, by the queue itself.

    The look before it only reads: the queue's own takes SQLite's one lock for writing, each second for nothing.
    """
    if not DBTaskResult.objects.ready().exists():
        return
    OneAfterTheOther(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=TASKS_AT_A_TIME,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    ).run()


def tasks() -> None:
    """Run the tasks that wait. First of all those begin anew that a worker had begun which then was killed: no other one is at work now, on this
    machine (``hub.worker.alone``) or another. Most of the time there is nothing, and no lock is asked for."""
    begun = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    if not (begun.exists() or DBTaskResult.objects.ready().exists()):
        return
    with only_here("tasks") as mine:
        if mine:
            begun.update(status=TaskResultStatus.READY, started_at=None)
            run_tasks()


def purge() -> None:
    """Throw away what nobody needs any more, each at the time that it declares: reports, names of authors, sessions, tasks that are done."""
    call_command("purge_personal_data", verbosity=0)


def indexing() -> list[Duty]:
    """Keeping up the index of this machine; and that in a cluster, if there is one: soon after it was away, and so that it holds up nothing."""
    own, *others = site_engine().indexes
    return [
        Duty("indexing", timedelta(seconds=1), partial(indexer.update_index, own), longest=SOON),
        *(Duty(one.name, timedelta(seconds=1), partial(indexer.update_index, one), longest=SOON) for one in others),
    ]


def shared() -> list[tuple[str, timedelta, Callable[[], object]]]:
    """What is done to what all machines share, so that one at a time is enough."""
    return [
        ("again", timedelta(minutes=1), again.try_again),
        ("publish", timedelta(minutes=1), partial(call_command, "publish_scheduled", verbosity=0)),
        ("pictures", timedelta(minutes=10), pictures.make_missing),
        ("purge", timedelta(days=1), purge),
    ]


Make = Callable[[], Duty]
_more: dict[str, Make] = {}


def register(name: str, make: Make) -> None:
    """A duty of an app above."""
    _more[name] = make


def duties() -> list[Duty]:
    """The duties of the hub, fresh: index at once, words across languages within minutes, tasks within a second, those that failed again later, pages
    due and deleted bytes gone within a minute, sizes that images lack within ten, purge once a day; and a backup each day, where there is a key to
    encrypt it for."""
    backup = [Duty("backup", timedelta(minutes=30), daily)] if settings.BACKUP_KEYS else []
    return [
        *indexing(),
        Duty("words", timedelta(minutes=1), wordlist.refresh),
        Duty("tasks", timedelta(seconds=1), tasks),
        Duty("journal", timedelta(minutes=1), empty_journal),
        *(Duty(name, every, OneAtATime(name, do)) for name, every, do in shared()),
        *backup,
        *(make() for make in _more.values()),
    ]
