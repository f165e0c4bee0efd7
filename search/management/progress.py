"""Progress bars for commands, on standard error: standard output is for what a program may read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress as Bars
from rich.progress import TaskID

from search.indexer import Progress

NAMES = {"texts": "Reading the pages", "index": "Writing the index"}


@contextmanager
def shown_progress(quiet: bool = False) -> Iterator[Progress]:
    """A function to call with a phase, how far it has come and how far it has to go; shows a bar for each phase on a terminal."""
    with Bars(console=Console(stderr=True), transient=True, disable=quiet) as bars:
        tasks: dict[str, TaskID] = {}

        def step(phase: str, done: int, total: int) -> None:
            if phase not in tasks:
                tasks[phase] = bars.add_task(NAMES.get(phase, phase), total=total)
            bars.update(tasks[phase], completed=done, total=total)

        yield step
