"""``hub_worker``: the one process beside the server."""

from __future__ import annotations

import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.duties import duties
from hub.worker import Worker


class Command(BaseCommand):
    """Index, tasks, scheduled publishing each minute, purge each day. A second one waits until the first has stopped."""

    help = "Keeps the index fresh, runs tasks, publishes what is due each minute, purges each day. Stops on SIGTERM or Ctrl-C."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--once`` for those who would rather call it from cron."""
        parser.add_argument("--once", action="store_true", help="do every duty once and end; exit code 1 if one failed")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until asked to stop."""
        worker = Worker(duties())
        if options["once"]:
            self.once(worker)
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, worker.stop)
        worker.run()

    def once(self, worker: Worker) -> None:
        """Do every duty once.

        Raises:
            CommandError: a duty failed, or another worker is at work.
        """
        try:
            succeeded = worker.once()
        except BlockingIOError as problem:
            raise CommandError(str(problem)) from problem
        if not succeeded:
            raise CommandError("Not every duty succeeded: see the log.")
