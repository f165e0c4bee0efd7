"""Changing the data to a new release of the code: a backup, the migrations, a look whether all is well; back to before where it is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.core.management import call_command
from django.db import connection

from search import indexer
from search.engines.base import SearchError

from . import doors, way_back
from .backing_up import Made, back_up
from .databases import rows_now
from .migrating import migrate, plan
from .problem import KeepingError

Tell = Callable[[str], object]
CHANGES_BY_ITSELF = ("django_migrations", "django_content_type", "auth_permission", "search_version")
"""Tables that every release may add rows to."""


@dataclass(frozen=True)
class Upgraded:
    """What was done. ``cut_short``: an earlier upgrade was, and the database was brought back first."""

    backup: Made | None
    migrations: list[str]
    lost: dict[str, tuple[int, int]]
    documents: int
    cut_short: bool


def waiting() -> list[str]:
    """The migrations that the database has not had."""
    return [f"{one.app_label}.{one.name}" for one, _back in plan()]


def upgrade(tell: Tell = lambda _: None, backup: bool = True) -> Upgraded:
    """Do it.

    Raises:
        KeepingError: the database is as it was before. Says what went wrong.
    """
    with doors.closed():
        cut_short = way_back.bring_back_what_was_cut_short()
        made = _backed_up(tell) if backup and settings.BACKUP_KEYS else None
        names = waiting()
        tell("Copying the database for the way back")
        with way_back.or_as_before("An upgrade"):
            before = rows_now()
            tell(f"Changing the database: {len(names)} migrations")
            try:
                migrate()
                tell("Looking whether all is well")
                _look()
                _collect()
                lost = {table: (was, now) for table, was, now in _counted(before) if now < was}
            except Exception as problem:  # whatever it was, the database goes back
                raise KeepingError(f"{_told(problem)} The database is as it was before: start the old release again.") from problem
            documents = _indexed(tell)
        return Upgraded(made, names, lost, documents, cut_short)


def _backed_up(tell: Tell) -> Made:
    """A backup of what is there."""
    tell("Making a backup")
    return back_up()


def _counted(before: dict[str, int]) -> list[tuple[str, int, int]]:
    """The rows of each table that is still there, before and now."""
    now = rows_now()
    return [(table, was, now[table]) for table, was in before.items() if table in now and table not in CHANGES_BY_ITSELF]


def _look() -> None:
    """Does the database hold together, and does the code find what it needs? Raises KeepingError when not."""
    connection.check_constraints()
    found = [message for message in run_checks(databases=["default"]) if message.level >= ERROR]
    if found:
        raise KeepingError(f"The checks of the new release find {len(found)} errors, the first: {found[0].msg}")
    if left := waiting():
        raise KeepingError(f"{left[0]} was not done.")


def _collect() -> None:
    """The files of the new release where a real site serves them from: under new names, beside the old ones."""
    if "ManifestStaticFilesStorage" in settings.STORAGES["staticfiles"]["BACKEND"]:
        call_command("collectstatic", interactive=False, verbosity=0)


def _told(problem: Exception) -> str:
    """What went wrong, in a sentence: where a migration failed, its error."""
    return str(problem) if isinstance(problem, KeepingError) else f"{type(problem).__name__}: {problem}."


def _indexed(tell: Tell) -> int:
    """The index is made anew, as the new release makes it. It is no data: where that fails the worker tries again."""
    tell("Making the search index anew")
    try:
        return indexer.rebuild(texts=True, wait=60).taken
    except SearchError:
        return 0
