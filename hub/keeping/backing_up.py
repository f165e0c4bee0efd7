"""Making a backup while the hub serves: database, uploads, and the list of what was withdrawn, in one file for those who hold the key."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone

from . import archive, keys, shelf, withdrawn
from .archive import Manifest
from .databases import database, overwrite
from .problem import KeepingError, why

Progress = Callable[[int, int], object]
"""Told how many bytes are done, and of how many."""
MEDIA: Final = "media/"
DAILY: Final = timedelta(hours=23, minutes=30)


@dataclass(frozen=True)
class Made:
    """A backup that was made."""

    path: Path
    manifest: Manifest
    expired: int

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        return self.path.stat().st_size


def back_up(unencrypted: bool = False, progress: Progress = lambda done, total: None) -> Made:
    """Make one, then throw away those that nobody needs any more.

    Raises:
        KeepingError: nothing was written. Says why.
    """
    recipients = keys.recipients(settings.BACKUP_KEYS)
    if not recipients and not unencrypted:
        raise KeepingError(
            "There is no key to encrypt the backup for. Make a pair on another machine (age-keygen -o key.txt), keep key.txt there, and set "
            "HUB_BACKUP_KEY to the public key. Or say --unencrypted, and keep the file as safe as the list of your editors."
        )
    withdrawn.forget_the_oldest()
    with shelf.alone():
        try:
            path, manifest = _write([] if unencrypted else recipients, progress)
            old = shelf.expired(shelf.backups(), settings.BACKUPS_KEPT)
            for one in old:
                one.path.unlink()
        except OSError as problem:
            raise why(problem, "A backup") from problem
    return Made(path, manifest, len(old))


def _write(recipients: list[object], progress: Progress) -> tuple[Path, Manifest]:
    """Write the file."""
    made = timezone.now()
    path = shelf.folder() / (made.strftime(shelf.STAMP) + (shelf.ENCRYPTED if recipients else shelf.OPEN))
    copy = shelf.folder() / f"database{shelf.UNFINISHED}"
    total = _room_for(database().size())
    done = 0

    def step(more: int) -> None:
        nonlocal done
        done += more
        progress(min(done, total), total)

    try:
        contents = database().copy(copy)
        manifest = Manifest(made.isoformat(), version(), database().file, contents.rows, contents.migrations)
        with shelf.whole_or_not_at_all(path) as target:
            archive.write(archive.members(_files(copy), manifest, step), target, recipients)
    finally:
        overwrite(copy)
    return path, manifest


def _files(copy: Path) -> Iterator[tuple[str, Path]]:
    """Every member with its name. The index is not among them: it is made anew."""
    yield database().file, copy
    yield withdrawn.NAME, withdrawn.path()
    media = Path(settings.MEDIA_ROOT)
    yield from ((MEDIA + path.relative_to(media).as_posix(), path) for path in sorted(media.rglob("*")) if path.is_file())


def _room_for(size: int) -> int:
    """How many bytes will be written. Raises KeepingError when there is no room for them: a copy of the database and the file itself."""
    media = sum(path.stat().st_size for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())
    free = shutil.disk_usage(shelf.folder()).free
    if free < 2 * size + media:
        need = (2 * size + media - free) / 1e6
        raise KeepingError(f"The disk is full: {need:.0f} MB more are needed in {shelf.folder()}. Nothing was written.")
    return size + media


def version() -> str:
    """The release of the hub that runs here."""
    with (Path(settings.BASE_DIR) / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def daily() -> None:
    """What the worker does: a backup, when the newest is a day old."""
    found = shelf.backups()
    if not found or found[-1].made < timezone.now() - DAILY:
        back_up()
