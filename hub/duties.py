"""What the worker of the hub does, and how often."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.core.management import call_command
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker as TaskRunner
from django_tasks_db.models import DBTaskResult

from hub import pictures
from hub.sqlite import empty_journal
from hub.worker import Duty
from search import indexer

TASKS_AT_A_TIME = 10
"""Few, so that the worker stops soon after it is asked to."""


def run_tasks() -> None:
    """Run what stands in the queue of tasks. A task that fails is marked so, with its error, by the queue itself.

    The look before it only reads: the queue's own takes SQLite's one lock for writing, each second for nothing.
    """
    if not DBTaskResult.objects.ready().exists():
        return
    TaskRunner(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=TASKS_AT_A_TIME,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    ).run()


def purge() -> None:
    """Throw away what nobody needs any more, each at the time that it declares: reports, names of authors, sessions, tasks that are done."""
    call_command("purge_personal_data", verbosity=0)


Make = Callable[[], Duty]
_more: dict[str, Make] = {}


def register(name: str, make: Make) -> None:
    """A duty of an app above."""
    _more[name] = make


def duties() -> list[Duty]:
    """The duties of the hub, fresh: index at once, tasks within a second, pages due and deleted bytes gone within a minute, sizes that images lack
    within ten, purge once a day."""
    return [
        Duty("indexing", timedelta(seconds=1), indexer.update),
        Duty("tasks", timedelta(seconds=1), run_tasks),
        Duty("publish", timedelta(minutes=1), partial(call_command, "publish_scheduled", verbosity=0)),
        Duty("journal", timedelta(minutes=1), empty_journal),
        Duty("pictures", timedelta(minutes=10), pictures.make_missing),
        Duty("purge", timedelta(days=1), purge),
        *(make() for make in _more.values()),
    ]
