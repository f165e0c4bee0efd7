"""Nobody is served while a database is brought back or changed: the server holds the door from its first to its last moment, a restore closes it."""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from django.conf import settings

from hub.locks import held
from hub.worker import alone, unfinished

from .problem import KeepingError

logger = logging.getLogger(__name__)

_held: list[TextIO] = []


def _door() -> Path:
    """The file that is locked."""
    return Path(settings.HUB_DATA) / "serving.lock"


def hold_open() -> None:
    """For a server: wait until nobody works on the database, then keep them from it until this process ends.

    Raises:
        KeepingError: a restore or an upgrade was cut short. The log says so too: gunicorn keeps the words of an error to itself.
    """
    door = _door().open("w")
    try:
        fcntl.flock(door, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        logger.warning("A restore or an upgrade is under way: the server waits for its end.")
        fcntl.flock(door, fcntl.LOCK_SH)
    if unfinished().exists():
        door.close()
        said = f"{unfinished().read_text().strip() or 'A restore or an upgrade'} was cut short, so nothing is served. Call it again."
        logger.error(said)
        raise KeepingError(said)
    _held.append(door)


@contextmanager
def closed() -> Iterator[None]:
    """Keep servers and workers out. Raises KeepingError while one is running."""
    with ExitStack() as stack:
        if not stack.enter_context(held(_door())):
            raise KeepingError("The hub is serving. Stop it first, for example by: systemctl stop hub")
        if not stack.enter_context(alone()):
            raise KeepingError("The worker is at work. Stop it first, for example by: systemctl stop hub-worker")
        yield
