"""A copy of the database for the moment in which something goes wrong with it: made before, brought back then, overwritten when all is well."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from hub.worker import unfinished

from .databases import database, overwrite
from .problem import why
from .shelf import UNFINISHED


def path() -> Path:
    """Where it lies, while it may be needed."""
    return Path(settings.HUB_DATA) / "way-back"


def _part() -> Path:
    """Where it lies before and after."""
    return path().with_suffix(UNFINISHED)


def bring_back_what_was_cut_short() -> bool:
    """After a power cut in the middle: the database as it was before. Was there one?"""
    overwrite(_part())
    found = path().exists()
    if found:
        database().bring_back(path())
    _done()
    return found


@contextmanager
def or_as_before(what: str) -> Iterator[None]:
    """All of what is done inside, or the database as it was before; whatever goes wrong. Until then no server starts. On a fresh machine there is
    nothing to come back to: there no server starts until all was done."""
    there = database().size() > 0
    try:
        if there:
            database().copy(_part())
        unfinished().write_text(what)
        if there:
            _part().replace(path())
    except OSError as problem:
        overwrite(_part())
        raise why(problem, "The copy of the database for the way back") from problem
    try:
        yield
    except BaseException:
        if there:
            database().bring_back(path())
            _done()
        raise
    _done()


def _done() -> None:
    """The way back is needed no more. Its name goes first: half-overwritten it leads nowhere."""
    if path().exists():
        path().replace(_part())
    overwrite(_part())
    unfinished().unlink(missing_ok=True)
