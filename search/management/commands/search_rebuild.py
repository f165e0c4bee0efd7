"""``search_rebuild``: make the search index anew."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import indexer
from search.engines.base import SearchError
from search.management.commands.search_update import told
from search.management.progress import shown_progress


class Command(BaseCommand):
    """Beside the old index, which answers meanwhile and stays if anything goes wrong."""

    help = "Makes the search index anew from all pages, beside the old one, which answers meanwhile. Exit code 1 if it could not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--index-only`` where the table is known to be right."""
        parser.add_argument("--index-only", action="store_true", help="take the texts from the table, do not read the pages again")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and tell what was done.

        Raises:
            CommandError: somebody else is writing to the index, or it cannot be written.
        """
        try:
            with shown_progress(quiet=not options["verbosity"]) as progress:
                summary = indexer.rebuild(texts=not options["index_only"], wait=60, progress=progress)
        except SearchError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(told(summary))
