"""What the workers of a server take: memory and processor time, as Linux tells it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

PROC: Final = Path("/proc")
TICKS: Final = os.sysconf("SC_CLK_TCK")


def workers(module: str) -> list[int]:
    """The process numbers of the workers that serve ``module`` for us: children of a child of this process."""
    servers = {pid for pid in _children({os.getpid()}) if module in _command(pid)}
    return sorted(_children(servers))


def _children(parents: set[int]) -> Iterator[int]:
    """The processes that one of these has started."""
    for folder in PROC.glob("[0-9]*"):
        try:
            rest = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        if int(rest[1]) in parents:
            yield int(folder.name)


def _command(pid: int) -> str:
    """What was started."""
    try:
        return (PROC / str(pid) / "cmdline").read_text()
    except OSError:
        return ""


def resident(pids: list[int]) -> float:
    """The memory of the largest of them, in megabytes, files that are mapped into it included."""
    pages = [int((PROC / str(pid) / "statm").read_text().split()[1]) for pid in pids]
    return max(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def processor(pids: list[int]) -> float:
    """The processor time that they have taken together, in seconds."""
    rests = [(PROC / str(pid) / "stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(int(rest[11]) + int(rest[12]) for rest in rests) / TICKS
