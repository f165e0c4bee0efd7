"""The list of what was taken from readers: a file beside the database, so that an older database that is brought back cannot show it again.

One line for each thing: when, what was done, and a number or key. No name, no address, no word. ``hub.keeping.noting`` writes it, each app for what
is its own; ``hub.keeping.restoring`` applies it. It only ever takes away: a line that something is shown again ends an earlier line, and shows
nothing.
"""

from __future__ import annotations

import fcntl
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hub.files import write_whole

NAME: Final = "withdrawn.jsonl"
KEPT_FOR: Final = timedelta(days=400)
"""Longer than any backup is kept."""

Apply = Callable[["Note"], int]
KINDS: Final[dict[str, Apply]] = {}
"""How each kind of note is applied to the database; returns how much was taken away. Apps add their own."""


@dataclass(frozen=True)
class Note:
    """``what`` was done, ``at`` a moment, to the thing with the key ``id`` (of the model ``of``, where the kind has several). ``over``: it is so no
    more."""

    at: datetime
    what: str
    id: str
    of: str = ""
    value: str = ""
    over: bool = False

    @property
    def about(self) -> tuple[str, str, str]:
        """What a later note must share with this one to take its place."""
        return self.what, self.of, self.id

    def line(self) -> str:
        """As it stands in the file."""
        more = {name: value for name in ("of", "value", "over") if (value := getattr(self, name))}
        return json.dumps({"at": self.at.isoformat(), "what": self.what, "id": self.id, **more}) + "\n"


@dataclass(frozen=True)
class Withdrawn:
    """All that is noted. ``since`` is the moment from which on the list is complete; None where there is none."""

    since: datetime | None
    notes: tuple[Note, ...] = ()

    def after(self, moment: datetime) -> list[Note]:
        """What was withdrawn after ``moment`` and is so still, in the order in which it happened."""
        last: dict[tuple[str, str, str], Note] = {}
        for note in self.notes:
            if note.at >= moment:
                last.pop(note.about, None)
                last[note.about] = note
        return [note for note in last.values() if not note.over]

    def covers(self, moment: datetime) -> bool:
        """Does it hold all that was withdrawn since ``moment``?"""
        return self.since is not None and self.since <= moment

    def with_older(self, older: Withdrawn, made: datetime) -> Withdrawn:
        """Together with the list that lay in a backup made at ``made``. Where this one began later there is a gap, and it says so from now on too."""
        notes = tuple(sorted({*older.notes, *self.notes}, key=lambda note: note.at))
        return Withdrawn(older.since if self.covers(made) and older.since else self.since, notes)

    def without_the_oldest(self) -> Withdrawn:
        """Without what is older than any backup."""
        oldest = timezone.now() - KEPT_FOR
        return Withdrawn(self.since and max(self.since, oldest), tuple(note for note in self.notes if note.at >= oldest))

    def text(self) -> str:
        """As it stands in the file."""
        since = json.dumps({"since": (self.since or timezone.now()).isoformat()}) + "\n"
        return since + "".join(note.line() for note in self.notes)


def path() -> Path:
    """Where the list lies."""
    return Path(settings.HUB_DATA) / NAME


def parse(text: str) -> Withdrawn:
    """Read a list. Raises ValueError for a text that is none."""
    since, notes = None, []
    try:
        for line in filter(None, text.splitlines()):
            row: dict[str, Any] = json.loads(line)
            if "since" in row:
                since = datetime.fromisoformat(row["since"])
            else:
                notes.append(Note(**{**row, "at": datetime.fromisoformat(row["at"])}))
    except (TypeError, KeyError) as problem:
        raise ValueError("This is no list of what was withdrawn.") from problem
    return Withdrawn(since, tuple(notes))


def read() -> Withdrawn:
    """The list of this hub; an empty one that covers nothing where there is none."""
    return parse(path().read_text()) if path().exists() else Withdrawn(None)


def keep(withdrawn: Withdrawn) -> None:
    """Write the list anew, without what is older than any backup."""
    with _alone():
        _write(withdrawn.without_the_oldest())


def forget_the_oldest() -> None:
    """Make the list, if there is none yet, and leave out what is older than any backup."""
    with _alone():
        found = read()
        kept = found.without_the_oldest()
        if found.since is None or kept.notes != found.notes:
            _write(kept)


def note(what: str, id: object, of: str = "", value: str = "") -> None:
    """Note that something was withdrawn, once the transaction that does so is through."""
    transaction.on_commit(partial(_note, what, str(id), of, value), robust=True)


def ended(what: str, id: object, of: str = "") -> None:
    """Note that something is withdrawn no more, where it was."""
    transaction.on_commit(partial(_end, what, str(id), of), robust=True)


def _note(what: str, id: str, of: str, value: str) -> None:
    """Write it now."""
    with _alone():
        _append(Note(timezone.now(), what, id, of, value))


def _end(what: str, id: str, of: str) -> None:
    """Write that it is over, if it stands in the list."""
    if not path().exists():
        return
    with _alone():
        noted = [one for one in read().notes if one.about == (what, of, id)]
        if noted and not noted[-1].over:
            _append(Note(timezone.now(), what, id, of, over=True))


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time writes to the list."""
    with path().with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _append(one: Note) -> None:
    """Write at the end of the file. A list that begins here says so."""
    path().touch(mode=0o600)
    with path().open("a") as file:
        file.write(("" if file.tell() else Withdrawn(one.at).text()) + one.line())


def _write(withdrawn: Withdrawn) -> None:
    """Put another list in its place, whole or not at all."""
    write_whole(path(), withdrawn.text(), mode=0o600)
