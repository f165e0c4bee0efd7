"""The file in which the lists of all pairs of languages lie: read by a few words at a time, so that no process holds it in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from search.wordlist.learning import Entries

PATIENCE: Final = 2.0
"""Seconds that a reader waits while a list is being replaced."""
SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS lists (source TEXT, target TEXT, stamp TEXT, words INTEGER, learnt TEXT, PRIMARY KEY (source, target));
CREATE TABLE IF NOT EXISTS entries (source TEXT, stem TEXT, target TEXT, other TEXT, score REAL,
    PRIMARY KEY (source, stem, target, other)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS whole (stamp TEXT, learnt TEXT);
"""

Pair = tuple[str, str]
Found = dict[str, dict[str, list[tuple[str, float]]]]


@dataclass(frozen=True, slots=True)
class Summary:
    """How large the list is and how old: pairs of languages (each way counts), words that it translates, when it was last brought up to date."""

    pairs: int = 0
    words: int = 0
    size: int = 0
    learnt: datetime | None = None


class WordList:
    """One file. Reading needs no lock and finds nothing where there is no file."""

    def __init__(self, path: Path) -> None:
        """``path`` need not exist yet."""
        self.path = path

    def look_up(self, source: str, stems: Collection[str]) -> Found:
        """What some stems of a language are called elsewhere: for each language and stem the entries, best first."""
        wanted = sorted(stems)
        query = f"""SELECT target, stem, other, score FROM entries WHERE source = ? AND stem IN ({", ".join("?" * len(wanted))})
            ORDER BY score DESC, other"""  # question marks alone are put together  # nosec B608
        found: Found = {}
        with self._reading() as rows:
            for target, stem, other, score in rows.execute(query, (source, *wanted)):
                found.setdefault(target, {}).setdefault(stem, []).append((other, score))
        return found

    def summary(self) -> Summary:
        """How large, how old."""
        with self._reading() as rows:
            pairs, words = rows.execute("SELECT COUNT(*), COALESCE(SUM(words), 0) FROM lists").fetchone()
            learnt = rows.execute("SELECT MAX(learnt) FROM whole").fetchone()[0]
        size = self.path.stat().st_size if self.path.exists() else 0
        return Summary(pairs, words, size, datetime.fromisoformat(learnt) if learnt else None)

    def stamp(self) -> str:
        """The stamp of the last refresh; empty where there was none."""
        with self._reading() as rows:
            return str((rows.execute("SELECT stamp FROM whole").fetchone() or ("",))[0])

    def stamps(self) -> dict[Pair, str]:
        """The stamp of each list: what it was learnt from."""
        with self._reading() as rows:
            return {(source, target): stamp for source, target, stamp in rows.execute("SELECT source, target, stamp FROM lists")}

    def put(self, source: str, target: str, entries: Entries, stamp: str = "") -> None:
        """Replace the list of a pair. What it held before is overwritten in the file."""
        rows = ((source, stem, target, other, score) for stem, several in entries.items() for other, score in several)
        with self._writing() as table:
            _drop(table, [(source, target)])
            table.executemany("INSERT INTO entries VALUES (?, ?, ?, ?, ?)", rows)
            table.execute("INSERT INTO lists VALUES (?, ?, ?, ?, ?)", (source, target, stamp, len(entries), _now()))

    def put_both(self, pair: Pair, learnt: tuple[Entries, Entries], stamp: str = "") -> None:
        """Replace the lists of a pair, both ways."""
        one, other = pair
        self.put(one, other, learnt[0], stamp)
        self.put(other, one, learnt[1], stamp)

    def drop(self, pairs: Iterable[Pair]) -> None:
        """Forget the lists of these pairs."""
        with self._writing() as table:
            _drop(table, pairs)

    def finish(self, stamp: str) -> None:
        """All lists are as ``stamp`` says, now."""
        with self._writing() as table:
            table.execute("DELETE FROM whole")
            table.execute("INSERT INTO whole VALUES (?, ?)", (stamp, _now()))

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """The file to read from, or an empty one in memory."""
        there = self.path.exists()
        name = f"{self.path.absolute().as_uri()}?mode=ro" if there else ":memory:"
        with closing(sqlite3.connect(name, uri=True, timeout=PATIENCE)) as connection:
            if not there:
                connection.executescript(SCHEMA)
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """The file to write to, in one transaction."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.path, timeout=PATIENCE * 5)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA synchronous = OFF")  # all of it can be learnt again
            connection.executescript(SCHEMA)
            with connection:
                yield connection


def _drop(table: sqlite3.Connection, pairs: Iterable[Pair]) -> None:
    """Take out the lists of these pairs."""
    for pair in pairs:
        table.execute("DELETE FROM entries WHERE source = ? AND target = ?", pair)
        table.execute("DELETE FROM lists WHERE source = ? AND target = ?", pair)


def _now() -> str:
    """The time, as the file keeps it."""
    return datetime.now(UTC).isoformat()
