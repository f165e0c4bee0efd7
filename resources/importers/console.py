"""What both commands share: their options, progress on the error stream, the summary on the output."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from .report import MappingError
from .run import Run

NAME_LENGTH = 80


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
    columns = (TextColumn("{task.completed} done"), BarColumn(), TimeElapsedColumn(), TextColumn("{task.fields[where]}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=verbosity == 0) as progress:
        task = progress.add_task("", total=None, where="")
        run = Run(source, dry_run, restore_deleted, lambda where: progress.update(task, advance=1, where=where))
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
