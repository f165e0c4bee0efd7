"""Servers that tests share: started by the first test that needs one, ended with the run, however that ends."""

from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path

import pytest

from tools.elasticsearch.server import start

MEMORY = Path("/dev/shm")
ENOUGH = 1_000_000_000
"""Bytes that a server may need; containers often have less memory to write to."""


def elasticsearch(factory: pytest.TempPathFactory) -> str:
    """The address of the one Elasticsearch of this run, whatever process of xdist asks. Raises ``NotHereError``."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    folder = factory.getbasetemp().parent if worker else factory.getbasetemp()
    run = os.getppid() if worker else os.getpid()
    return once(folder / "elasticsearch.url", lambda: start(swept(memory() or folder, "hub-elasticsearch-", run), until=run))


def memory() -> Path | None:
    """A folder in memory, where there is one with room: nothing of a test needs to outlive the machine."""
    return MEMORY if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH else None


def swept(folder: Path, start: str, run: int) -> Path:
    """A place for what a run needs; what runs that were killed have left beside it is removed."""
    for left in folder.glob(f"{start}*"):
        if not Path("/proc", left.name.removeprefix(start)).exists():
            shutil.rmtree(left, ignore_errors=True)
    return folder / f"{start}{run}"


def once(file: Path, make) -> str:
    """What the first who comes has made, from the file in which it is kept for the others."""
    with file.with_suffix(".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            file.write_text(make())
        return file.read_text()
