"""Server and worker for real: gunicorn with the hub and the worker beside it, as `make run` starts them."""

import contextlib
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

import pytest
from django.db import connection

from hub.worker import alone

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 90
SERVE = "import sys; from pathlib import Path; from tools.run import serve; sys.exit(serve(Path(sys.executable), '127.0.0.1', int(sys.argv[1])))"


def until(condition, what):
    """Wait for something that happens in another process."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"never happened: {what}"
        time.sleep(0.1)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Hub:
    """A running hub with data of its own."""

    def __init__(self, data):
        self.port, self.printed = free_port(), []
        environment = {**os.environ, "HUB_DATA": str(data), "DJANGO_SETTINGS_MODULE": "hub.settings.dev", "PYTHONUNBUFFERED": "1"}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        self.process = subprocess.Popen([sys.executable, "-c", SERVE, str(self.port)], cwd=ROOT, env=environment, **pipes)
        self.reader = threading.Thread(target=lambda: self.printed.extend(self.process.stdout))
        self.reader.start()

    def get(self, path, **headers):
        """Status, headers and body."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(asked):
            asked.request("GET", path, headers=headers)
            answer = asked.getresponse()
            return answer.status, answer.headers, answer.read().decode()

    def health(self):
        with contextlib.suppress(OSError):
            return json.loads(self.get("/healthz")[2])
        return {}

    def end(self):
        """Ask it to stop; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        return code


@pytest.fixture
def data(tmp_path, django_db_setup, django_db_blocker):
    """A data folder with a migrated database."""
    with django_db_blocker.unblock():
        connection.ensure_connection()
        with contextlib.closing(sqlite3.connect(tmp_path / "hub.sqlite3")) as copy:
            connection.connection.backup(copy)
    return tmp_path


@pytest.fixture
def hub(data):
    running = Hub(data)
    yield running
    if running.process.poll() is None:
        running.end()


def test_a_person_can_start_it_use_it_and_stop_it(hub, data, settings):
    until(lambda: any("The hub is running" in line for line in hub.printed), "it says that it runs")
    until(lambda: hub.health().get("status") == "ok", "the worker gives a sign of life")
    status, headers, _ = hub.get("/", **{"Accept-Language": "ar"})
    assert status == 302
    assert headers["Location"].startswith("/ar/")
    assert "Set-Cookie" not in headers
    hub.get("/en/search/?q=verysecretword", Referer="http://localhost/verysecretplace")
    hub.get("/nowhere/at/all?q=verysecretword", **{"User-Agent": "verysecretbrowser"})
    assert hub.end() == 0
    settings.HUB_DATA = data
    with alone() as nobody_else:
        assert nobody_else, "the worker stopped with the server"
    with pytest.raises(OSError, match="refused"):
        hub.get("/healthz")
    log = "".join(hub.printed)
    assert "verysecret" not in log
    assert "127.0.0.1 -" not in log
    assert f"http://localhost:{hub.port}/admin/" in log


def test_without_its_worker_the_hub_says_so_and_gets_it_back(hub, data):
    until(lambda: hub.health().get("status") == "ok", "all is well")
    worker = next(pid for pid in children(hub.process.pid) if "hub_worker" in command(pid))
    os.kill(worker, signal.SIGKILL)
    until(lambda: any("The worker has stopped" in line for line in hub.printed), "it is noticed")
    (data / "worker.json").unlink(missing_ok=True)
    until(lambda: hub.health().get("status") == "ok", "a new worker gives a sign of life")


def children(pid):
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def command(pid):
    return Path(f"/proc/{pid}/cmdline").read_text()
