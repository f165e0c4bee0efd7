"""``manage.py purge_personal_data``: delete what is kept about people and has outlived its purpose."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from safety import retention


class Command(BaseCommand):
    """Run daily by the worker."""

    help = "Delete personal data whose time is over. Each model declares its time; the worker runs this daily."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--dry-run``."""
        parser.add_argument("--dry-run", action="store_true", help="only count what would be purged")

    def handle(self, *args: Any, dry_run: bool = False, verbosity: int = 1, **options: Any) -> None:
        """Delete, and say how much of what: never whose."""
        counts = {label: count for label, count in retention.purge(dry_run).items() if count}
        if verbosity:
            for label, count in counts.items():
                self.stdout.write(f"{label}: {count} {'to purge' if dry_run else 'purged'}")
            if not counts:
                self.stdout.write("Nothing has outlived its purpose.")
