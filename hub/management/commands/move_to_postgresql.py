"""``move_to_postgresql``: from SQLite to the server that ``DATABASE_URL`` names."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from hub.keeping.moving import Moved, move
from hub.keeping.problem import KeepingError


def told(done: Moved, path: Path) -> str:
    """What was moved, table by table, and what to do now."""
    widest = max(map(len, done.rows))
    lines = [
        *(f"{name:{widest}} {there:9} {here:9}" for name, (there, here) in done.rows.items() if there),
        f"{sum(here for _there, here in done.rows.values())} rows in {len(done.rows)} tables: all counted, read back and compared.",
        *(f"Left behind: {number} rows of {name}, which no part of this release knows." for name, number in done.unknown.items()),
        f"Sessions ended: {done.sessions}. Everybody signs in anew.",
        f"{path} was only read. Keep it until you are sure, then: shred -u {path}",
        "Now start server and worker.",
    ]
    return "\n".join(lines)


class Command(BaseCommand):
    """Everything or nothing; the SQLite file is only read."""

    help = (
        "Moves the site from SQLite into the empty PostgreSQL database that DATABASE_URL names, while server and worker are stopped. Counts and "
        "compares every row. Exit code 1, and nothing moved, if it could not."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, where it lies elsewhere."""
        parser.add_argument("--from", dest="source", type=Path, default=settings.HUB_DATA / "hub.sqlite3", help="the SQLite file (%(default)s)")

    def handle(self, *args: Any, source: Path, verbosity: int = 1, **options: Any) -> None:
        """Do it and tell.

        Raises:
            CommandError: nothing was moved.
        """
        columns = TextColumn("{task.description:40}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
        try:
            with Progress(*columns, console=Console(stderr=True, quiet=not verbosity), transient=True) as progress:
                task = progress.add_task("Looking whether all of it fits", total=None)
                done = move(source, lambda name, rows, total: progress.update(task, description=name, advance=rows, total=total))
        except KeepingError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(told(done, source))
