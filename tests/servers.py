"""Servers that tests share: started by the first test that needs one, ended with the run, however that ends."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from tools.elasticsearch.server import start


def elasticsearch(factory: pytest.TempPathFactory) -> str:
    """The address of the one Elasticsearch of this run, whatever process of xdist asks. Raises ``NotHereError``."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    folder = factory.getbasetemp().parent if worker else factory.getbasetemp()
    return once(folder / "elasticsearch.url", lambda: start(folder / "elasticsearch", until=os.getppid() if worker else os.getpid()))


def once(file: Path, make) -> str:
    """What the first who comes has made, from the file in which it is kept for the others."""
    with file.with_suffix(".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            file.write_text(make())
        return file.read_text()
