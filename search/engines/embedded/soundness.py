"""Files that somebody cuts, empties or overwrites while they are in use: the index cannot be read then, and nothing worse. A file is mapped into
memory, and to read where it no longer is would end the process."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from search.engines.base import IndexUnavailableError

LIST: Final = "meta.json"
"""What says which files make up the last commit."""
SOUND_FOR: Final = 0.02
"""Seconds for which files that were whole are taken for whole: a page of results asks the index about ten times."""
PANIC: Final = "pyo3_runtime"
"""The module of the error that tells that the code of the index gave up: no ``Exception``, and of no class that could be named."""


class Files:
    """The files of a commit as they were when it was opened: once written none changes."""

    def __init__(self, folder: Path) -> None:
        """Those in the ``folder`` that belong to its last commit."""
        segments = {one["segment_id"].replace("-", "") for one in json.loads((folder / LIST).read_bytes())["segments"]}
        self._sizes: list[tuple[str, int]] = []
        self._sound_until = 0.0
        with os.scandir(folder) as found:
            for one in found:
                with suppress(FileNotFoundError):  # a later commit has taken its place
                    if one.name.partition(".")[0] in segments:
                        self._sizes.append((one.path, one.stat().st_size))

    def check(self) -> None:
        """Raises ``ValueError`` where one has become shorter. One that is gone can still be read by whoever has it open. Whoever asks several things
        in a row has them looked at once."""
        if time.monotonic() < self._sound_until:
            return
        for path, size in self._sizes:
            with suppress(FileNotFoundError):
                if os.stat(path).st_size < size:
                    raise ValueError("A file of the search index has been cut.")
        self._sound_until = time.monotonic() + SOUND_FOR

    def all_there(self) -> bool:
        """Could somebody who comes now open them? Not if one is gone: a later commit has taken its place, or somebody has deleted it."""
        return all(os.path.exists(path) for path, _size in self._sizes)


@contextmanager
def readable() -> Iterator[None]:
    """What cannot be read is told as ``IndexUnavailableError``, whatever the code of the index makes of it."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise IndexUnavailableError("The search index cannot be read.") from error
    except BaseException as error:
        if type(error).__module__ != PANIC:
            raise
        raise IndexUnavailableError("The search index cannot be read.") from error
