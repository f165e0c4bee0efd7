"""Tasks that failed: each is tried again a few times, later each time; those that were given up are told, until somebody has looked after them."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)

LATER: Final = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
"""The pauses before a task that failed is tried again. So a task may run more than once: it has to bear that."""
TOLD_FOR: Final = timedelta(days=1)
"""For how long ``/healthz`` tells of a task that was given up."""


def failed() -> QuerySet[DBTaskResult]:
    """The tasks that failed lately, the newest first, without what they said."""
    return DBTaskResult.objects.failed().filter(finished_at__gte=timezone.now() - TOLD_FOR).order_by("-finished_at").defer("traceback")


def given_up() -> list[DBTaskResult]:
    """Those of them that have no tries left."""
    return [one for one in failed() if not _tries_left(one)]


def _tries_left(result: DBTaskResult) -> bool:
    """Is it tried again by itself? The queue keeps a name for each try."""
    return len(result.worker_ids) <= len(LATER)


def try_again(everything: bool = False) -> int:
    """Put back into the queue what failed and has tries left (``everything``: what was given up as well); how many."""
    if everything:
        return sum(_put_back(one, timedelta()) for one in failed())
    return sum(_put_back(one, LATER[max(len(one.worker_ids), 1) - 1]) for one in failed() if _tries_left(one))


def _put_back(result: DBTaskResult, later: timedelta) -> int:
    """As if it had just been asked for, unless somebody else has done so meanwhile."""
    logger.warning("The task %s failed (%s) and is tried again in %s.", result.task_path, result.exception_class_path, later)
    still = DBTaskResult.objects.failed().filter(pk=result.pk)
    return still.update(status=TaskResultStatus.READY, run_after=timezone.now() + later, started_at=None, finished_at=None)
