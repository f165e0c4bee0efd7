"""What both commands share: their options, progress on the error stream, the summary on the output."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from .report import MappingError
from .run import Run

NAME_LENGTH = 80
EVERY = 10.0
"""Seconds between two lines of progress where there is no terminal to draw a bar on."""


@dataclass
class Steps:
    """How far a run has come: a bar on a terminal, elsewhere (cron, a log) a line now and then."""

    console: Console
    bars: Progress
    told: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.task = self.bars.add_task("", total=None, where="")

    def expect(self, total: int) -> None:
        """So many things there are to do."""
        self.bars.update(self.task, total=total)

    def tick(self, where: str) -> None:
        """One more is done."""
        self.bars.update(self.task, advance=1, where=where)
        if not self.console.is_terminal and not self.bars.disable and time.monotonic() - self.told >= EVERY:
            task, self.told = self.bars.tasks[self.task], time.monotonic()
            self.console.print(f"{task.completed:.0f} of {task.total or 0:.0f} done: {where}", markup=False, highlight=False, soft_wrap=True)


@contextmanager
def steps(quiet: bool) -> Iterator[Steps]:
    """Progress on standard error, none if ``quiet``."""
    console = Console(stderr=True)
    columns = (MofNCompleteColumn(), BarColumn(), TimeElapsedColumn(), TextColumn("{task.fields[where]}", markup=False))
    with Progress(*columns, console=console, transient=True, disable=quiet) as bars:
        yield Steps(console, bars)


def add_arguments(parser: ArgumentParser) -> None:
    """The options of both importers."""
    parser.add_argument("--under", metavar="SLUG|ID", help="the section that the pages go below (default: the home page)")
    parser.add_argument("--source", metavar="NAME", help="the name that this source is remembered by (default: the folder's or mapping's)")
    parser.add_argument("--dry-run", action="store_true", help="do everything, say what was done, and take all of it back")
    parser.add_argument("--restore-deleted", action="store_true", help="make pages again that were deleted here after an earlier import")


def run_import(
    command: BaseCommand, source: str, work: Callable[[Run], None], *, dry_run: bool, restore_deleted: bool, verbosity: int, **more: Any
) -> None:
    """Do ``work`` with progress, print its summary. Raises CommandError where nothing could be imported; exits with 1 where some entry was bad."""
    if not source.strip() or len(source) > NAME_LENGTH:
        raise CommandError(f"The name of the source must have 1 to {NAME_LENGTH} characters: name it with --source.")
    with steps(quiet=verbosity == 0) as shown:
        run = Run(source, dry_run, restore_deleted, shown.tick, shown.expect)
        try:
            work(run)
        except MappingError as error:
            raise CommandError(str(error)) from error
    if verbosity:
        command.stdout.write("\n".join(run.report.lines(every=verbosity > 1)))
        if dry_run:
            command.stdout.write("Dry run: all of this has been taken back.")
    if run.report.bad:
        sys.exit(1)
