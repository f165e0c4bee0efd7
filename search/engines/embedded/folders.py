"""Where the embedded index lies: one folder a generation, a pointer to the one in use, a lock for the one who writes.

The pointer is replaced in one step, so a reader sees the old generation or the new one, never half of either.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, TypeVar

from search.analysis import ANALYSIS_VERSION
from search.engines.base import IndexBusyError, IndexOutdatedError, IndexUnavailableError
from search.engines.embedded.schema import FORMAT

POINTER: Final = "current.json"
LOCK: Final = "lock"
PATIENCE: Final = 0.05
"""Seconds between two tries to get the lock."""
TRIES: Final = 5
"""Generations that may take each other's place while one is opened."""

Result = TypeVar("Result")
Stamp = tuple[int, int]


def stamp(path: str) -> Stamp:
    """What tells one state of a file from the next. Asked before each answer."""
    status = os.stat(path)
    return status.st_mtime_ns, status.st_ino


@dataclass(frozen=True, slots=True)
class Generation:
    """What the pointer says: the folder in use, and the rules by which its terms were made."""

    folder: str
    analysis: str = ANALYSIS_VERSION
    format: int = FORMAT

    @property
    def outdated(self) -> bool:
        """Were the terms made by other rules than today's?"""
        return (self.analysis, self.format) != (ANALYSIS_VERSION, FORMAT)


class Folders:
    """The folder of one index with all that lies in it."""

    def __init__(self, root: Path) -> None:
        """``root`` need not exist yet."""
        self.root = root

    @property
    def pointer(self) -> Path:
        """The file that names the generation in use."""
        return self.root / POINTER

    def path(self, generation: Generation) -> Path:
        """Where a generation lies."""
        return self.root / generation.folder

    def current(self) -> Generation:
        """The generation in use. Raises ``IndexUnavailableError`` without one, ``IndexOutdatedError`` when its fields are not today's."""
        generation = self._pointed()
        if generation.format != FORMAT:
            raise IndexOutdatedError("The search index has other fields than this version of the hub.")
        return generation

    def _pointed(self) -> Generation:
        """What the pointer says, whatever its format."""
        try:
            return Generation(**json.loads(self.pointer.read_text()))
        except FileNotFoundError as error:
            raise IndexUnavailableError(f"There is no search index in {self.root} yet.") from error
        except (OSError, ValueError, TypeError) as error:
            raise IndexUnavailableError(f"{self.pointer} cannot be read.") from error

    def settled(self, work: Callable[[], Result]) -> Result:
        """What ``work`` makes of the generation in use; again where another has taken its place meanwhile, for its files are gone then."""
        for _again in range(TRIES - 1):
            before = self._pointer_stamp()
            try:
                return work()
            except (OSError, ValueError, IndexUnavailableError):
                if self._pointer_stamp() == before:
                    raise
        return work()

    def _pointer_stamp(self) -> Stamp | None:
        """What tells one pointer from the next; None where there is none."""
        try:
            return stamp(str(self.pointer))
        except OSError:
            return None

    def in_use(self) -> str | None:
        """The name of the folder in use, or None where there is none that can be read."""
        try:
            return self._pointed().folder
        except IndexUnavailableError:
            return None

    def new(self) -> Generation:
        """An empty folder for a new generation."""
        self.root.mkdir(parents=True, exist_ok=True)
        return Generation(Path(tempfile.mkdtemp(prefix="index-", dir=self.root)).name)

    def use(self, generation: Generation) -> None:
        """Put a generation in the place of the one in use, and remove all others. Open readers keep what they have open."""
        draft = self.pointer.with_suffix(".new")
        with draft.open("w") as file:
            json.dump(asdict(generation), file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.pointer)
        self.sweep(generation.folder)

    def sweep(self, keep: str | None) -> None:
        """Remove every generation but one. Only for the holder of the lock."""
        for folder in self.root.glob("index-*"):
            if folder.name != keep:
                shutil.rmtree(folder, ignore_errors=True)

    def remove(self) -> None:
        """Remove everything."""
        shutil.rmtree(self.root, ignore_errors=True)

    def size(self, generation: Generation) -> int:
        """Bytes that a generation takes on disk."""
        return sum(file.stat().st_size for file in self.path(generation).iterdir())

    @contextmanager
    def lock(self, wait: float) -> Iterator[None]:
        """Be the only one who writes; raises ``IndexBusyError`` when another still is after ``wait`` seconds. A process that dies lets go."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / LOCK).open("a") as file:
            _take(file.fileno(), time.monotonic() + wait)
            yield


def _take(descriptor: int, until: float) -> None:
    """Take the lock of the open file; it goes with the file."""
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= until:
                raise IndexBusyError("Another process is writing to the search index.") from error
            time.sleep(PATIENCE)
        else:
            return
