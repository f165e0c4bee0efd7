"""The same for PostgreSQL: a database that was migrated once, from which the server makes copies in a moment. What it holds is kept as a dump beside
other temporary files, so that the next server need not migrate either."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests import migrated
from tools import postgres

TEMPLATE = "hub_migrated"


def folder(settings: dict[str, Any]) -> str:
    """Where the server listens."""
    return str(settings["HOST"])


@contextmanager
def administering(where: str) -> Iterator[psycopg.Connection[Any]]:
    """A connection that makes and drops databases, one process at a time."""
    with psycopg.connect(host=where, user=postgres.USER, dbname="postgres", autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(1)")
        yield connection


def copy(where: str, name: str, source: str = TEMPLATE) -> None:
    """Make the database ``name`` anew, as the migrations left it. Whoever is still at work in one of both is cut off."""
    with administering(where) as server:
        if source == TEMPLATE and not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE]).fetchone():
            make(server, where)
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [source])
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}" STRATEGY FILE_COPY')


def make(server: psycopg.Connection[Any], where: str) -> None:
    """Make the migrated database: from the dump of an earlier run, where there is one."""
    server.execute("CREATE DATABASE hub_making")
    dump, url = migrated.template().with_suffix(".sql"), postgres.address(where, "hub_making")
    if dump.exists():
        run(postgres.program("psql"), "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1", f"--file={dump}", f"--dbname={url}")
    else:
        run(sys.executable, "manage.py", "migrate", "--verbosity=0", **{postgres.VARIABLE: url, "DJANGO_SETTINGS_MODULE": "hub.settings.test"})
        keep(url, dump)
    server.execute(f"ALTER DATABASE hub_making RENAME TO {TEMPLATE}")


def keep(url: str, dump: Path) -> None:
    """Write what the database holds beside the other temporary files; the file appears whole or not at all."""
    part = dump.with_suffix(f".{os.getpid()}")
    run(postgres.program("pg_dump"), "--no-owner", f"--file={part}", f"--dbname={url}")
    part.replace(dump)


def run(*command: str, **environment: str) -> None:
    """Run a program to its end."""
    subprocess.run(command, check=True, cwd=migrated.ROOT, env={**os.environ, **environment})
