"""Bringing a backup back: compared first, then put in place, and made fit to be seen before anybody is served."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.migrations.executor import MigrationExecutor

from safety.retention import purge
from search import indexer
from search.engines.base import SearchError

from . import archive, doors, way_back, withdrawn
from .archive import Manifest
from .backing_up import MEDIA
from .databases import database, overwrite, rows_now
from .migrating import migrate
from .problem import KeepingError, why
from .shelf import UNFINISHED

Tell = Callable[[str], object]
OLD_MEDIA: Final = "media-before"


@dataclass(frozen=True)
class Restored:
    """What was brought back. ``withdrawn``: how much of it was taken away again, by kind; ``purged``: rows whose time was over."""

    manifest: Manifest
    missing: dict[str, tuple[int, int]]
    withdrawn: dict[str, int]
    purged: int
    sessions: int
    documents: int


@dataclass
class Restore:
    """``source`` is opened with ``identities``. ``lists`` are files of what was withdrawn, beside the one of this hub; ``without_list`` goes on
    though nobody knows what was withdrawn since the backup."""

    source: Path
    identities: Sequence[Any] = ()
    lists: Sequence[Path] = ()
    without_list: bool = False
    tell: Tell = lambda _: None

    @property
    def staging(self) -> Path:
        """Where the backup is unpacked, beside what is in place."""
        return Path(settings.HUB_DATA) / "restoring"

    def run(self) -> Restored:
        """Do it.

        Raises:
            KeepingError: everything is as it was before.
        """
        with doors.closed():
            way_back.bring_back_what_was_cut_short()
            self._bring_media_back()
            try:
                manifest = self._unpack()
                found = self._list(manifest)
                return self._put_in_place(manifest, found)
            except OSError as problem:
                raise why(problem, "Bringing the backup back") from problem
            finally:
                self._tidy()

    def _unpack(self) -> Manifest:
        """Unpack and compare."""
        self._tidy()
        self.tell("Opening the backup and comparing it with what was backed up")
        self.staging.mkdir(mode=0o700)
        manifest = archive.unpack(self.source, self.staging, self.identities)
        if manifest.database != database().file:
            raise KeepingError("The backup is of another kind of database than DATABASE_URL names (SQLite, PostgreSQL).")
        if unknown := _unknown_migrations(manifest):
            raise KeepingError(f"The backup was made by a newer release of the hub ({manifest.version}): it knows {unknown}. Install that one first.")
        return manifest

    def _list(self, manifest: Manifest) -> withdrawn.Withdrawn:
        """All that is known to be withdrawn. Raises KeepingError when it is not known for the time since the backup."""
        made = datetime.fromisoformat(manifest.made)
        known = withdrawn.read()
        try:
            for path in self.lists:
                known = withdrawn.parse(path.read_text()).with_older(known, made)
            inside = withdrawn.parse((self.staging / withdrawn.NAME).read_text())
        except ValueError as problem:
            raise KeepingError(str(problem)) from problem
        if not known.covers(made) and not self.without_list:
            raise KeepingError(
                f"Nobody knows what was hidden, erased or closed since this backup was made ({made:%Y-%m-%d %H:%M} UTC): {withdrawn.path()} is "
                "missing or began later. Put it back from the old machine (--list FILE). Where it is lost, say --without-list, and look through "
                "the pages before readers do."
            )
        return known.with_older(inside, made)

    def _put_in_place(self, manifest: Manifest, found: withdrawn.Withdrawn) -> Restored:
        """Database and uploads, then what readers must not see is taken out of them; or all as before."""
        with way_back.or_as_before("A restore"), self._media():
            self.tell("Putting database and uploads in place")
            database().bring_back(self.staging / manifest.database)
            rows = rows_now()
            missing = {table: (number, rows.get(table, 0)) for table, number in manifest.rows.items() if rows.get(table) != number}
            withdrawn.keep(found)
            return self._make_fit(manifest, found.after(datetime.fromisoformat(manifest.made)), missing)

    def _make_fit(self, manifest: Manifest, notes: list[withdrawn.Note], missing: dict[str, tuple[int, int]]) -> Restored:
        """Everything that has to be so before somebody looks."""
        self.tell("Changing the database to this release")
        migrate()
        self.tell("Taking away what was withdrawn since, and what has outlived its time")
        taken = apply(notes)
        purged = sum(purge().values())
        sessions = Session.objects.all().delete()[0]
        self.tell("Making the search index anew")
        try:
            documents = indexer.rebuild(texts=True, wait=60).taken
        except SearchError as problem:
            raise KeepingError(f"The search index could not be made: {problem}") from problem
        return Restored(manifest, missing, taken, purged, sessions, documents)

    @contextmanager
    def _media(self) -> Iterator[None]:
        """The uploads of the backup in place of those that are there; those again when something goes wrong."""
        here, old, new = Path(settings.MEDIA_ROOT), _old_media(), self.staging / MEDIA
        new.mkdir(exist_ok=True)
        _open_to_the_proxy(new)
        if here.exists():
            here.replace(old)
        try:
            shutil.move(new, here)
            yield
        except BaseException:
            self._bring_media_back()
            raise
        if old.exists():
            shutil.rmtree(old.replace(old.with_suffix(UNFINISHED)))

    def _bring_media_back(self) -> None:
        """The uploads as they were before, if they were set aside."""
        shutil.rmtree(_old_media().with_suffix(UNFINISHED), ignore_errors=True)
        if _old_media().exists():
            shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
            _old_media().replace(settings.MEDIA_ROOT)

    def _tidy(self) -> None:
        """Nothing of a backup is left beside the data."""
        for name in ("database.sqlite3", "database.dump"):
            overwrite(self.staging / name)
        if self.staging.exists():
            shutil.rmtree(self.staging)


def _old_media() -> Path:
    """Where uploads lie that may be needed again."""
    return Path(settings.HUB_DATA) / OLD_MEDIA


def _open_to_the_proxy(folder: Path) -> None:
    """Files as Django writes uploads: the proxy in front reads images as another account."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _unknown_migrations(manifest: Manifest) -> str:
    """The first migration of the backup that this code does not have, of an app that it has."""
    disk = MigrationExecutor(None).loader.disk_migrations
    ours = {app for app, _name in disk}
    replaced = {one for migration in disk.values() for one in migration.replaces}
    names = [(app, name) for app, several in manifest.migrations.items() if app in ours for name in several]
    return next((f"{app}.{name}" for app, name in names if (app, name) not in disk and (app, name) not in replaced), "")


@transaction.atomic
def apply(notes: list[withdrawn.Note]) -> dict[str, int]:
    """Take away again what was withdrawn; how much of each kind was there."""
    taken: dict[str, int] = {}
    for note in notes:
        if note.what not in withdrawn.KINDS:
            raise KeepingError(f"The list of what was withdrawn was written by a newer release of the hub: it knows “{note.what}”.")
        taken[note.what] = taken.get(note.what, 0) + withdrawn.KINDS[note.what](note)
    return {what: number for what, number in taken.items() if number}
