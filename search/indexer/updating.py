"""Keeping an index up to the table: taking what is new, and noticing when it must be compared or made anew."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.utils import timezone

from search.engines import site_engine
from search.engines.base import Engine, IndexBusyError, IndexUnavailableError
from search.models import SearchDocument

from .checking import reconcile
from .position import Position
from .rebuilding import rebuild
from .summary import Summary
from .taking import take_news

WAIT: Final = 10.0
"""Seconds to wait for somebody else who is writing."""
CHECK_EVERY: Final = timedelta(hours=1)
FORGET_AFTER: Final = timedelta(minutes=30)
"""Withdrawn words lie in the files of the index, though nobody finds them, until it is made anew: so long after a withdrawal that happens."""


def update(engine: Engine | None = None) -> Summary:
    """Bring the index up to the table. Makes it where there is none or its rules are old, checks it each hour. Cheap when nothing has changed.

    Raises ``IndexUnavailableError`` when there is no index and none can be made.
    """
    engine = engine or site_engine()
    try:
        return _update(engine)
    except IndexBusyError:
        return Summary(busy=True)


def _update(engine: Engine) -> Summary:
    """The same; raises ``IndexBusyError`` as well."""
    try:
        position = Position.read(engine.position())
        if not engine.status().needs_rebuild and not _must_forget(position):
            return _follow(engine, position)
    except IndexUnavailableError:
        pass
    return rebuild(engine, wait=WAIT)


def _follow(engine: Engine, position: Position) -> Summary:
    """Take what is new into an index that is in order; each hour compare all of it."""
    if position.checked < timezone.now() - CHECK_EVERY:
        return reconcile(engine, wait=WAIT)
    return take_news(engine, wait=WAIT)


def _must_forget(position: Position) -> bool:
    """Has a document been withdrawn a while ago, and the index not been made anew since?"""
    withdrawn = SearchDocument.objects.filter(withdrawn=True, updated__gt=position.built)
    return withdrawn.filter(updated__lt=timezone.now() - FORGET_AFTER).exists()
