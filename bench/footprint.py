"""How much memory and disk a site takes while a benchmark runs: what this process has started, and the folders that it filled."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

KINDS: Final = {"web processes": "gunicorn", "worker": "hub_worker", "PostgreSQL": "postgres", "Elasticsearch": "java"}
"""What stands in the command of a process of each kind."""
SHARE: Final = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


def started(pid: int) -> Iterable[int]:
    """The processes that ``pid`` has started, and theirs."""
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                yield child
                yield from started(child)


def memory() -> dict[str, int]:
    """Megabytes by kind; memory that processes share is counted once."""
    found = dict.fromkeys(KINDS, 0)
    for pid in started(os.getpid()):
        with suppress(OSError, StopIteration):
            command = Path(f"/proc/{pid}/cmdline").read_text()
            kind = next(kind for kind, word in KINDS.items() if word in command)
            found[kind] += int(SHARE.findall(Path(f"/proc/{pid}/smaps_rollup").read_text())[0])
    return {kind: size // 1024 for kind, size in found.items() if size}


def disk(folders: Mapping[str, Path]) -> dict[str, int]:
    """Megabytes in each folder or file, by its name."""
    return {name: round(sum(map(_size, [path, *path.rglob("*")])) / 1e6) for name, path in folders.items() if path.exists()}


def _size(path: Path) -> int:
    """Of a file; nothing where it is gone meanwhile."""
    with suppress(OSError):
        return path.stat().st_size if path.is_file() and not path.is_symlink() else 0
    return 0
