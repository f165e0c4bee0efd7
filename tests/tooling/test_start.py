"""Server and worker for real: gunicorn with the hub and the worker beside it, as `make run` starts them."""

import os
import signal

import pytest

from hub.worker import alone
from tests.running import Hub, children, command, copy_database, until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def data(tmp_path):
    """A data folder with a migrated database."""
    copy_database(tmp_path)
    return tmp_path


@pytest.fixture
def hub(data):
    running = Hub(data)
    yield running
    if running.process.poll() is None:
        running.end()


def test_a_person_can_start_it_use_it_and_stop_it(hub, data, settings):
    until(lambda: any("The hub is running" in line for line in hub.printed), "it says that it runs")
    until(hub.well, "the worker gives a sign of life")
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


@pytest.mark.soak
def test_without_its_worker_the_hub_says_so_and_gets_it_back(hub, data):
    until(hub.well, "all is well")
    worker = next(pid for pid in children(hub.process.pid) if "hub_worker" in command(pid))
    os.kill(worker, signal.SIGKILL)
    until(lambda: any("The worker has stopped" in line for line in hub.printed), "it is noticed")
    (data / "worker.json").unlink(missing_ok=True)
    until(hub.well, "a new worker gives a sign of life")
