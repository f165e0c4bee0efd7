"""``upgrade``: change the data to the code that was installed."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from hub.keeping.backing_up import version
from hub.keeping.problem import KeepingError
from hub.keeping.upgrading import Upgraded, upgrade


def told(done: Upgraded) -> str:
    """What was done, in lines."""
    backup = f"Backup: {done.backup.path}" if done.backup else "No backup was made (HUB_BACKUP_KEY is not set, or --no-backup was said)."
    lines = [
        *(["An earlier upgrade was cut short: the database was put back first, and this one began from there."] if done.cut_short else []),
        backup,
        f"Migrations: {', '.join(done.migrations) or 'none were needed'}.",
        *(f"Fewer rows in {table}: {was} before, {now} now." for table, (was, now) in done.lost.items()),
        f"Documents in the index: {done.documents}.",
        f"The data is that of release {version()} now. Start server and worker.",
    ]
    return "\n".join(lines)


class Command(BaseCommand):
    """Backup, migrations, checks; back to before where something fails."""

    help = (
        "Changes the data to the installed release while server and worker are stopped: backup, migrations, checks, index, static files. "
        "Exit code 1, and the database as before, if something fails."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--no-backup`` where one was just made."""
        parser.add_argument("--no-backup", action="store_true", help="make no backup (the way back needs none)")

    def handle(self, *args: Any, verbosity: int = 1, **options: Any) -> None:
        """Do it and tell.

        Raises:
            CommandError: the database is as it was before.
        """
        console = Console(stderr=True, quiet=not verbosity)
        try:
            with console.status("Upgrading") as status:
                done = upgrade(lambda text: status.update(f"{text} …"), backup=not options["no_backup"])
        except KeepingError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(told(done))
