"""Keeping an index up to the table: taking what is new, and noticing when it must be compared or made anew."""

from __future__ import annotations

from datetime import timedelta
from functools import reduce
from typing import Final

from django.utils import timezone

from search.engines import site_engine
from search.engines.base import Engine, EngineAwayError, IndexBusyError, IndexUnavailableError
from search.models import SearchDocument

from .checking import reconcile_index
from .position import Position
from .rebuilding import rebuild_index
from .summary import Summary
from .taking import take_news

WAIT: Final = 10.0
"""Seconds to wait for somebody else who is writing."""
CHECK_EVERY: Final = timedelta(hours=1)
FORGET_AFTER: Final = timedelta(minutes=30)
"""Withdrawn words lie in the files of the index, though nobody finds them, until it is made anew: so long after a withdrawal that happens."""


def update(engine: Engine | None = None) -> Summary:
    """Bring each index of the engine up to the table. Makes it where there is none or its rules are old, checks it each hour. Cheap when nothing has
    changed.

    Raises ``IndexUnavailableError`` when there is no index and none can be made, ``EngineAwayError`` when a server is away; the index of this
    machine, which comes first, is up to date by then.
    """
    return reduce(Summary.then, map(update_index, (engine or site_engine()).indexes))


def update_index(index: Engine) -> Summary:
    """One of them; leaves it to somebody else who is writing."""
    try:
        return _updated(index)
    except IndexBusyError:
        return Summary(busy=True)


def _updated(engine: Engine) -> Summary:
    """The same; raises ``IndexBusyError`` as well."""
    try:
        position = Position.read(engine.position())
        if not engine.status().needs_rebuild and not _must_forget(position):
            return _follow(engine, position)
    except EngineAwayError:
        raise
    except IndexUnavailableError:
        pass
    return rebuild_index(engine, wait=WAIT)


def _follow(engine: Engine, position: Position) -> Summary:
    """Take what is new into an index that is in order; each hour compare all of it."""
    if position.checked < timezone.now() - CHECK_EVERY:
        return reconcile_index(engine, wait=WAIT)
    return take_news(engine, wait=WAIT)


def _must_forget(position: Position) -> bool:
    """Has a document been withdrawn a while ago, and the index not been made anew since?"""
    withdrawn = SearchDocument.objects.filter(withdrawn=True, updated__gt=position.built)
    return withdrawn.filter(updated__lt=timezone.now() - FORGET_AFTER).exists()
