"""``manage.py privacy_report``: what the hub keeps about people, why, and until when. With ``--counts``: how much of it there is now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console
from rich.table import Table

from safety.retention import declared, held


class Command(BaseCommand):
    """The register of what is kept, and the answer to whoever demands to know how much."""

    help = "Print what is kept about people, why, on what basis, and until when. --counts adds how many rows there are and the day of the oldest."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--counts``."""
        parser.add_argument("--counts", action="store_true", help="the number of rows of each model and the day of the oldest")

    def handle(self, *args: Any, counts: bool = False, **options: Any) -> None:
        """Print it: models and numbers, never a name."""
        heads = ["model", "fields", "rows", "oldest"] if counts else ["model", "fields", "what", "purpose", "basis", "until"]
        table = Table(title="What is kept about people")
        for head in heads:
            table.add_column(head, no_wrap=head in ("model", "rows", "oldest"))
        for model, one in declared():
            label, fields = model._meta.label, ", ".join(one.fields)
            if counts:
                there = held(model, one)
                table.add_row(label, fields, str(there.rows), there.oldest.isoformat() if there.oldest else "–")
            else:
                table.add_row(label, fields, str(one.what), str(one.purpose), str(one.basis), one.until_text)
        console = Console(file=self.stdout, width=None if self.stdout.isatty() else 200)  # type: ignore[arg-type]
        console.print(table)
