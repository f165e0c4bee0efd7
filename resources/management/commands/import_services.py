"""``manage.py import_services``: services and organisations from YAML, JSON or CSV by a mapping (``docs/importing.md``)."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from resources import importers
from resources.importers.console import add_arguments, run_import
from resources.importers.report import MappingError
from resources.importers.run import Run
from resources.importers.services import import_services, load_mapping

SHIPPED = Path(importers.__file__).parent / "mappings"


class Command(BaseCommand):
    """Import services."""

    help = "Import services and organisations from a file, by a mapping from its fields to ours. A second run changes only what the source changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file and the mapping, and what both importers take."""
        parser.add_argument("file", type=Path, metavar="FILE", help="YAML, JSON or CSV")
        parser.add_argument("--mapping", type=Path, required=True, metavar="MAP.yml", help=f"a file, or one of {', '.join(shipped())}")
        add_arguments(parser)

    def handle(self, *args: Any, file: Path, mapping: Path, under: str | None, source: str | None, **options: Any) -> None:
        """Import, and print what was done. Exits with 1 if an entry was bad."""
        try:
            loaded = load_mapping(SHIPPED / f"{mapping}.yml" if str(mapping) in shipped() else mapping)
        except MappingError as error:
            raise CommandError(str(error)) from error

        def work(run: Run) -> None:
            import_services(file, loaded, under, run)

        run_import(self, source or loaded.source, work, **options)


def shipped() -> list[str]:
    """The names of the mappings that come with the hub."""
    return sorted(path.stem for path in SHIPPED.glob("*.yml"))
