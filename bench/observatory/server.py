"""The hub as a real site has it, on loopback: production settings, gunicorn, behind what passes for a proxy that ends TLS."""

from __future__ import annotations

import contextlib
import http.client
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.observatory.grader import Answer
from bench.serving import HUB, PATIENCE, gunicorn
from tools.check import production_like
from tools.environment import ROOT

HOST = "hub.example.org"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Asked:
    """One request, with the name that the table gives it."""

    name: str
    path: str
    method: str = "GET"
    body: str = ""


@dataclass(frozen=True)
class Site:
    """A running hub at ``port``."""

    port: int

    def ask(self, path: str, method: str = "GET", body: str = "", headers: Mapping[str, str] | None = None) -> tuple[int, list[tuple[str, str]], str]:
        """Status, headers and body of one answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(connection):
            connection.request(method, path, body, {"Host": HOST, **(headers or {}), **(FORM if body else {})})
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read().decode("utf-8", "replace")

    def answer(self, asked: Asked) -> Answer:
        """The answer over https, with what the grader wants to know beside it."""
        secure = {"X-Forwarded-Proto": "https"}
        status, headers, html = self.ask(asked.path, asked.method, asked.body, secure)
        preflight = {**secure, "Origin": Answer.origin, "Access-Control-Request-Method": "GET"}
        return Answer(asked.name, HOST, status, headers, html, self.ask(asked.path, "OPTIONS", headers=preflight)[1], self._plain(asked.path))

    def _plain(self, path: str) -> list[dict[str, str | int]]:
        status, headers, _ = self.ask(path)
        steps: list[dict[str, str | int]] = [{"url": f"http://{HOST}{path}", "status": status}]
        led = dict(headers).get("Location")
        return [*steps, {"url": led, "status": 200}] if led else steps


@contextlib.contextmanager
def running(folder: str) -> Iterator[Site]:
    """Serve the data in ``folder`` with the production settings."""
    environment = {**production_like(folder), "DJANGO_SETTINGS_MODULE": "hub.settings.production"}
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v", "0"], cwd=ROOT, env=environment, check=True)
    log = Path(folder) / "observatory.log"
    with gunicorn("hub.wsgi", ROOT, {**environment, "PYTHONPATH": os.fspath(ROOT)}, *HUB, log=log) as port:
        yield Site(port)
