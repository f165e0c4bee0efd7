"""gunicorn for a benchmark: on a port that is free, until it is no longer needed."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

PATIENCE: Final = 60.0
HUB: Final = ("-c", "python:safety.serving")
"""As a real site serves the hub. A benchmark's own options come behind."""


@contextlib.contextmanager
def gunicorn(module: str, folder: Path, environment: Mapping[str, str], *options: str, log: Path | None = None) -> Iterator[int]:
    """Serve ``module`` from within ``folder``; the port, once it answers, whatever it says. What it prints goes to ``log``."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", *options, "--bind", f"127.0.0.1:{port}", module]
    with contextlib.ExitStack() as stack:
        said = stack.enter_context(log.open("w")) if log else None
        server = subprocess.Popen(command, cwd=folder, env={**os.environ, **environment}, stdout=said, stderr=said)
        try:
            _wait_for(port, server)
            yield port
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Until it answers. Raises RuntimeError where it does not."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(OSError), contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
            connection.request("GET", "/healthz")
            connection.getresponse()
            return
        time.sleep(0.1)
    raise RuntimeError(f"The server did not start: nothing answers at port {port}.")


def _free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
