"""``backup``: all that the hub holds in one file, while it serves."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from hub.keeping.backing_up import Made, back_up
from hub.keeping.problem import KeepingError


def told(made: Made) -> str:
    """What was made, in lines."""
    manifest = made.manifest
    pages, accounts = manifest.rows.get("wagtailcore_page", 0), manifest.rows.get("members_user", 0)
    lines = [
        f"{made.path} ({made.size / 1e6:.1f} MB)",
        f"{sum(manifest.rows.values())} rows in {len(manifest.rows)} tables (pages: {pages}, accounts: {accounts}), {len(manifest.files)} files.",
    ]
    return "\n".join(lines + ([f"Older backups thrown away: {made.expired}."] if made.expired else []))


class Command(BaseCommand):
    """Database, uploads, and the list of what was withdrawn, encrypted for HUB_BACKUP_KEY; older backups expire."""

    help = (
        "Writes database and uploads to one file in HUB_BACKUPS, encrypted for the public key in HUB_BACKUP_KEY, while the hub serves. "
        "Older backups expire (7 daily, 4 weekly, 6 monthly stay). Exit code 1 if none was made."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--unencrypted`` for those who encrypt the disk that it goes to."""
        parser.add_argument("--unencrypted", action="store_true", help="write a plain tar: anybody who gets hold of it reads all of it")

    def handle(self, *args: Any, unencrypted: bool = False, verbosity: int = 1, **options: Any) -> None:
        """Make one and tell.

        Raises:
            CommandError: none was made, and nothing half-written is left.
        """
        columns = TextColumn("Making the backup"), BarColumn(), DownloadColumn(), TimeRemainingColumn()
        try:
            with Progress(*columns, console=Console(stderr=True), transient=True, disable=not verbosity) as bars:
                bar = bars.add_task("")
                made = back_up(unencrypted, lambda done, total: bars.update(bar, completed=done, total=total))
        except KeepingError as problem:
            raise CommandError(str(problem)) from problem
        if verbosity:
            self.stdout.write(told(made))
