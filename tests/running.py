"""A running hub for tests: gunicorn and the worker beside it, as `make run` starts them, with data of its own."""

import contextlib
import hashlib
import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg
from django.db import connection

from tests import migrated_postgres
from tools import postgres

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 90
SERVE = "import sys; from pathlib import Path; from tools.run import serve; sys.exit(serve(Path(sys.executable), '127.0.0.1', int(sys.argv[1])))"


def until(condition, what, patience=PATIENCE):
    """Wait for something that happens in another process."""
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, f"never happened: {what}"
        time.sleep(0.1)


def free_port():
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def copy_database(folder):
    """Make what the database of the tests holds that of a hub of its own, with the data in ``folder``."""
    if connection.vendor == "postgresql":
        host, source = connection.settings_dict["HOST"], connection.settings_dict["NAME"]
        connection.close()
        migrated_postgres.copy(host, name_of(folder), source)
        return
    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(folder / "hub.sqlite3")) as copy:
        connection.connection.backup(copy)


def name_of(folder):
    """The name of that copy on a PostgreSQL server."""
    return f"hub_{hashlib.sha256(str(folder).encode()).hexdigest()[:16]}"


def ask(folder, sql):
    """What that copy answers."""
    on_server = connection.vendor == "postgresql"
    host = connection.settings_dict["HOST"]
    other = psycopg.connect(host=host, user=postgres.USER, dbname=name_of(folder)) if on_server else sqlite3.connect(folder / "hub.sqlite3")
    with contextlib.closing(other):
        return other.execute(sql).fetchall()


def environment(data, settings="hub.settings.dev"):
    """The environment of a process that works on ``data``."""
    named = {"HUB_DATA": str(data), "DJANGO_SETTINGS_MODULE": settings, "PYTHONUNBUFFERED": "1"}
    if connection.vendor == "postgresql":
        named["DATABASE_URL"] = postgres.address(connection.settings_dict["HOST"], name_of(data))
    return {**os.environ, **named}


def children(pid):
    """The processes that a process has started, and theirs."""
    found = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return found + [one for child in found for one in children(child)]


def command(pid):
    """What a process was started with."""
    return Path(f"/proc/{pid}/cmdline").read_text()


class Hub:
    """A running hub with the data in ``data``, and ``names`` in its environment; ``printed`` holds its output, line by line."""

    def __init__(self, data, settings="hub.settings.dev", **names):
        self.port, self.printed = free_port(), []
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(self.port)], cwd=ROOT, env={**environment(data, settings), **names}, **pipes
        )
        self.reader = threading.Thread(target=lambda: self.printed.extend(self.process.stdout))
        self.reader.start()

    def get(self, path, method="GET", **headers):
        """Status, headers and body."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(asked):
            asked.request(method, path, headers=headers)
            answer = asked.getresponse()
            return answer.status, answer.headers, answer.read().decode()

    def health(self):
        """What ``/healthz`` says; nothing while nobody listens."""
        with contextlib.suppress(OSError):
            return json.loads(self.get("/healthz")[2])
        return {}

    def well(self):
        """Is everything up?"""
        return self.health().get("status") == "ok"

    def end(self):
        """Ask it to stop; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        return code
