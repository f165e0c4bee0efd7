"""``manage.py import_guides``: guides in several languages from a folder of Markdown (``docs/importing.md``)."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from resources.importers.console import add_arguments, run_import
from resources.importers.guides import import_guides
from resources.importers.parents import find_parent
from resources.importers.run import Run


class Command(BaseCommand):
    """Import guides."""

    help = "Import guides from a folder that holds a folder of Markdown for each language. A second run changes only what the source changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder, and what both importers take."""
        parser.add_argument("folder", type=Path, metavar="DIR", help="holds a folder for each language: en, fr, zh-Hant …")
        add_arguments(parser)

    def handle(self, *args: Any, folder: Path, under: str | None, source: str | None, **options: Any) -> None:
        """Import, and print what was done. Ends with code 1 if an entry was bad."""

        def work(run: Run) -> None:
            import_guides(folder, find_parent(under), run)

        run_import(self, source or folder.resolve().name, work, **options)
