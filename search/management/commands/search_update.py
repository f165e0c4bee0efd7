"""``search_update``: bring the search index up to what has been published."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import indexer, wordlist
from search.engines.base import SearchError
from search.indexer import Summary


class Command(BaseCommand):
    """What ``hub_worker`` does each second, once. Makes the index where there is none."""

    help = "Brings the search index up to what has been published. With --check every page, row and entry is compared. Exit code 1 if it could not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--check`` for after a restored backup."""
        parser.add_argument("--check", action="store_true", help="compare pages, table and index, and mend what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Update and tell what was done.

        Raises:
            CommandError: there is no index and none can be made, or somebody else is writing to it.
        """
        try:
            summary = indexer.update()
            if options["check"] and not summary.busy:
                summary = added(summary, indexer.reconcile(wait=10))
            learnt = wordlist.refresh(at_most_every=timedelta(0))
        except SearchError as problem:
            raise CommandError(str(problem)) from problem
        if summary.busy:
            raise CommandError("Another process is writing to the index. Nothing is lost: it takes what is new, or try again later.")
        self.stdout.write(told(summary))
        if learnt:
            self.stdout.write(f"The word list was learnt anew for {learnt} pairs of languages.")


def added(first: Summary, second: Summary) -> Summary:
    """Two runs as one."""
    numbers = {name: getattr(first, name) + getattr(second, name) for name in ("renewed", "taken", "withdrawn", "seconds")}
    return Summary(rebuilt=first.rebuilt or second.rebuilt, **numbers)


def told(summary: Summary) -> str:
    """A summary in one line."""
    if not summary.changed:
        return "The index is up to date."
    made = "The index was made anew." if summary.rebuilt else "The index was brought up to date."
    return f"{made} Documents taken: {summary.taken}, withdrawn: {summary.withdrawn}, pages read: {summary.renewed}, seconds: {summary.seconds:.1f}."
