"""The folder of backups: what they are called, which are kept, and one writer at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final

from django.conf import settings

from hub.locks import held

from .problem import KeepingError, why

STAMP: Final = "%Y-%m-%dT%H%M%SZ"
"""A moment is all that a file is called: the name of the site would tell whose it is."""
ENCRYPTED: Final = ".age"
OPEN: Final = ".tar"
UNFINISHED: Final = ".part"

PERIODS: Final[dict[str, Callable[[datetime], tuple[int, ...]]]] = {
    "daily": lambda moment: moment.date().timetuple()[:3],
    "weekly": lambda moment: tuple(moment.isocalendar())[:2],
    "monthly": lambda moment: (moment.year, moment.month),
}


@dataclass(frozen=True, order=True)
class Backup:
    """A backup that is whole."""

    made: datetime
    path: Path


def folder() -> Path:
    """Where backups lie."""
    return Path(settings.BACKUPS)


def backups() -> list[Backup]:
    """All that are whole, oldest first. Other files in the folder are nobody's business."""
    found = (_named(path) for path in folder().glob("*")) if folder().is_dir() else ()
    return sorted(one for one in found if one)


def _named(path: Path) -> Backup | None:
    """The backup that ``path`` is, if its name says so."""
    if path.suffix not in (ENCRYPTED, OPEN):
        return None
    try:
        return Backup(datetime.strptime(path.stem, STAMP).replace(tzinfo=UTC), path)
    except ValueError:
        return None


def expired(found: Iterable[Backup], kept: Mapping[str, int]) -> list[Backup]:
    """Those that nobody needs any more: of the last so many days, weeks and months that have a backup, the newest is kept. The newest of all
    always is."""
    newest_first = sorted(found, reverse=True)
    needed = set(newest_first[:1])
    for name, number in kept.items():
        newest_of: dict[tuple[int, ...], Backup] = {}
        for one in newest_first:
            newest_of.setdefault(PERIODS[name](one.made), one)
        needed |= set(list(newest_of.values())[:number])
    return [one for one in newest_first if one not in needed]


@contextmanager
def alone() -> Iterator[None]:
    """Hold the folder; what an earlier writer left half-written goes. Raises KeepingError when another one is at work, or there is no folder."""
    with ExitStack() as stack:
        try:
            folder().mkdir(mode=0o700, parents=True, exist_ok=True)
            mine = stack.enter_context(held(folder() / ".lock"))
        except OSError as problem:
            raise why(problem, f"Writing to {folder()}") from problem
        if not mine:
            raise KeepingError("Another backup is being made right now.")
        for path in folder().glob(f"*{UNFINISHED}"):
            path.unlink()
        yield


@contextmanager
def whole_or_not_at_all(path: Path) -> Iterator[BinaryIO]:
    """A file that appears under its name when all of it is on the disk. Nobody else may read it."""
    part = path.with_name(path.name + UNFINISHED)
    try:
        part.touch(mode=0o600, exist_ok=False)
        with part.open("wb") as file:
            yield file
            file.flush()
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
