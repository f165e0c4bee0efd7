"""The shape of the database: what it lacks for this code, and bringing it there."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def plan() -> list[tuple[Any, bool]]:
    """The migrations that the database has not had, in their order."""
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())


def migrate() -> None:
    """Bring the database to the shape of this code. Without a plan nothing is done."""
    if plan():
        call_command("migrate", verbosity=0, interactive=False)
