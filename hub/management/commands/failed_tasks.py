"""``failed_tasks``: what the worker gave up, and another try for it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from hub.again import given_up, try_again


class Command(BaseCommand):
    """Names tasks and kinds of errors, never what a task was about."""

    help = "Lists the tasks that failed within a day and were given up. Exit code 1 where there are any, unless they are put back into the queue."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--again`` once the reason is gone."""
        parser.add_argument("--again", action="store_true", help="let the worker try all of them again")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell, or put back."""
        if options["again"]:
            self.stdout.write(f"Tasks that the worker tries again: {try_again(everything=True)}.")
            return
        found = given_up()
        for one in found:
            self.stdout.write(f"{one.finished_at:%Y-%m-%d %H:%M} {one.task_path} {one.exception_class_path}, tried {len(one.worker_ids)} times")
        self.stdout.write(f"Tasks that were given up within a day: {len(found)}.")
        if found:
            raise SystemExit(1)
