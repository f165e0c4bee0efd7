"""``restore``: bring a backup back."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from hub.keeping import keys
from hub.keeping.problem import KeepingError
from hub.keeping.restoring import Restore, Restored

TAKEN_AWAY = {
    "hidden": "hidden again",
    "unpublished": "unpublished again",
    "private": "made private again (for administrators: say for which groups in the admin)",
    "gone": "deleted again",
    "caution": "areas with caution again",
    "address": "addresses erased again",
    "consent": "consents ended again",
    "closed": "accounts closed again",
}


def told(done: Restored) -> str:
    """What was brought back, in lines."""
    manifest = done.manifest
    lines = [
        f"Brought back: the backup of {manifest.made[:16].replace('T', ' ')} UTC (release {manifest.version}).",
        f"{sum(manifest.rows.values())} rows in {len(manifest.rows)} tables, {len(manifest.files)} files: all as in its manifest.",
        *(f"Rows in {table}: {was} in the manifest, {now} here." for table, (was, now) in done.missing.items()),
        *(f"{number} {TAKEN_AWAY.get(what, what)}" for what, number in done.withdrawn.items()),
        f"Rows purged whose time was over: {done.purged}. Sessions ended: {done.sessions}. Documents in the index: {done.documents}.",
        "Now start server and worker.",
    ]
    return "\n".join(lines)


class Command(BaseCommand):
    """Compared first, put in place beside a way back, and made fit to be seen before anybody is served."""

    help = (
        "Brings a backup back while server and worker are stopped: compares it with its manifest, puts it in place, purges what has outlived its "
        "time and takes away what was hidden or erased since. Exit code 1, and everything as before, if it could not."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, its key, and what to do where the list is not here."""
        parser.add_argument("file", type=Path, help="the backup")
        parser.add_argument("--identity", type=Path, help="the file with the private key, from age-keygen")
        parser.add_argument("--list", type=Path, action="append", default=[], help="withdrawn.jsonl of the machine that the backup was made on")
        parser.add_argument("--without-list", action="store_true", help="go on though nobody knows what was hidden or erased since the backup")

    def handle(self, *args: Any, file: Path, identity: Path | None = None, verbosity: int = 1, **options: Any) -> None:
        """Bring it back and tell.

        Raises:
            CommandError: everything is as it was before.
        """
        console = Console(stderr=True, quiet=not verbosity)
        try:
            found = keys.identities(identity) if identity else []
            with console.status("Bringing the backup back") as status:
                restore = Restore(file, found, options["list"], options["without_list"], tell=lambda text: status.update(f"{text} …"))
                done = restore.run()
        except KeepingError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(told(done))
        if done.missing:
            raise CommandError("Not all rows that the manifest names are here.")
