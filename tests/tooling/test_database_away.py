"""A PostgreSQL that is stopped and started again under a hub that serves: readers are told, caches go on, and nobody has to restart anything."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from tests import migrated_postgres
from tests.conftest import missing
from tests.proxy import HOST, nginx
from tests.running import ROOT, Hub, environment, until
from tools import postgres

PAGES = """
import django
django.setup()
from tests import factories
factories.translate(factories.service("Night Lamp"), "fr")
"""
SOON = 10.0
"""Seconds within which everybody is answered, whatever they asked for."""


@pytest.fixture
def server():
    """A PostgreSQL of its own, that can be stopped."""
    try:
        with postgres.cluster() as running:
            migrated_postgres.copy(str(running.place), "hub_away")
            yield running
    except postgres.NoPostgresError as problem:
        missing(str(problem))


@pytest.fixture(params=[pytest.param("", id="connections"), pytest.param("2", id="pool", marks=pytest.mark.soak)])
def hub(request, server, tmp_path):
    """The hub on it, with its worker."""
    names = {"DATABASE_URL": postgres.address(server.place, "hub_away"), "HUB_DATABASE_POOL": request.param, "ALLOWED_HOSTS": HOST}
    subprocess.run([sys.executable, "-c", PAGES], cwd=ROOT, env={**environment(tmp_path), **names}, check=True)
    running = Hub(tmp_path, **names)
    try:
        until(running.well, "the hub is up")
        yield running
    finally:
        running.end()


def asked(hub, path, method="GET", **headers):
    """Status, headers and body, within a time that people wait."""
    began = time.monotonic()
    answer = hub.get(path, method, **headers)
    assert time.monotonic() - began < SOON, path
    return answer


@pytest.mark.soak
def test_readers_are_told_caches_go_on_and_it_mends_by_itself(hub, server, tmp_path):
    (tmp_path / "proxy").mkdir()
    with nginx(hub.port, tmp_path / "proxy") as get:
        (status, _headers, kept), found = get("/fr/get-help/"), asked(hub, "/fr/get-help/")[0]
        assert (status, found) == (200, 200)
        server.stop()
        is_told_what_is_wrong(hub)
        time.sleep(5)
        assert get("/fr/get-help/")[::2] == (200, kept), "what the proxy has is still read"
        status, headers, said = get("/ar/get-help/")
        assert (status, headers["Retry-After"], 'dir="rtl"' in said) == (503, "30", True), "and else the hub says so itself"
        assert get("/fr/get-help/", Cookie=f"session={'a' * 32}")[0] == 503
        server.start()
        until(lambda: get("/ar/get-help/")[0] in (200, 404) and get("/fr/get-help/nothing/")[0] == 404, "readers are answered again", 20)
    until(hub.well, "the worker goes on as well")


def is_told_what_is_wrong(hub):
    """Everybody, in their way."""
    for path, method in (("/fr/", "GET"), ("/fr/search/", "POST"), ("/fr/get-help/", "GET")):
        status, headers, said = asked(hub, path, method, **{"Content-Length": "0"})
        assert (status, headers["Cache-Control"], 'lang="fr"' in said, headers["Set-Cookie"]) == (503, "no-store", True, None), path
    status, _headers, said = asked(hub, "/healthz")
    assert (status, json.loads(said)["database"], "database" in json.loads(said)["away"]) == (503, "away", True)
    status, _headers, said = asked(hub, "/fr/search/suggest/?q=la")
    assert (status, set(json.loads(said))) == (503, {"error"})
    signed_in = {"Cookie": f"session={'a' * 32}", "Accept-Language": "es"}
    status, headers, said = asked(hub, "/admin/pages/1/", "GET", **signed_in)
    assert (status, 'lang="es"' in said, headers["Set-Cookie"]) == (503, True, None)


@pytest.mark.soak
def test_a_server_that_takes_no_answer_home_holds_up_nobody(hub, server):
    """It is there and says nothing: stopped in its tracks, as by a disk that hangs."""
    assert server.running
    postmaster = server.running.pid
    os.kill(postmaster, signal.SIGSTOP)
    try:
        time.sleep(61)
        assert asked(hub, "/fr/")[0] in (200, 503), "who still has a connection reads on, and nobody waits for a new one"
    finally:
        os.kill(postmaster, signal.SIGCONT)
    until(lambda: hub.get("/fr/")[0] == 200, "readers are answered again", 20)
