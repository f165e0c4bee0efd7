"""Compile the catalogues (``locale/*/LC_MESSAGES/*.po`` to ``.mo``) with polib, so that no gettext package is needed; only what has changed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent


class BrokenCatalogueError(Exception):
    """A catalogue that is not one: which, and why."""


def compile_all(folder: Path) -> list[Path]:
    """Compile each catalogue below ``folder`` that is newer than its compiled form; those compiled.

    Raises:
        BrokenCatalogueError: a catalogue cannot be read as one; the message names the file and what polib found.
    """
    return [source for source in sorted(folder.glob("*/LC_MESSAGES/*.po")) if stale(source) and compile_one(source)]


def stale(source: Path) -> bool:
    """Is the compiled form of ``source`` missing or older?"""
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns <= source.stat().st_mtime_ns


def compile_one(source: Path) -> bool:
    """Write the compiled form of ``source``, whole or not at all: a server may be reading the old one."""
    unfinished = source.with_suffix(f".{os.getpid()}.tmp")
    try:
        catalogue = polib.pofile(str(source), check_for_duplicates=True)
    except (OSError, ValueError) as problem:
        raise BrokenCatalogueError(f"{source}: {problem}") from problem
    catalogue.save_as_mofile(str(unfinished))
    unfinished.replace(source.with_suffix(".mo"))
    return True


def main() -> int:
    """Compile the hub's own catalogues; 1 and a line that names the place when one is broken."""
    try:
        done = compile_all(ROOT / "locale")
    except BrokenCatalogueError as problem:
        print(f"A catalogue cannot be compiled: {problem}", file=sys.stderr)
        return 1
    if done:
        print(f"Compiled {len(done)} catalogues.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
