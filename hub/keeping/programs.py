"""The programs that come with PostgreSQL, called for the database of this hub."""

from __future__ import annotations

import os
import shutil
import subprocess  # nosec B404
import tempfile
from contextlib import suppress
from typing import IO, Final, cast

from django.db import connection

from .problem import KeepingError

NAMES: Final = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
OPTIONS: Final = ("sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "service", "passfile", "target_session_attrs")
"""Options of the connection that the programs have to know as well: how sure it must be that this is our server, for one."""


def run(program: str, *options: str) -> None:
    """Run a program. Raises KeepingError where it fails."""
    done = subprocess.run(_command(program, *options), env=_environment(), capture_output=True, text=True, check=False)  # nosec B603
    if done.returncode:
        raise _problem(program, done.stderr, done.returncode)


def piped(source: tuple[str, ...], target: tuple[str, ...], first: str, last: str) -> None:
    """Hand what ``source`` prints to ``target``, with ``first`` before it, and ``last`` after all of it came well. Raises KeepingError where either
    fails."""
    with tempfile.TemporaryFile("w+") as read, tempfile.TemporaryFile("w+") as wrote:
        giving = subprocess.Popen(_command(*source), env=_environment(), stdout=subprocess.PIPE, stderr=read)  # nosec B603
        taking = subprocess.Popen(_command(*target), env=_environment(), stdin=subprocess.PIPE, stderr=wrote)  # nosec B603
        with suppress(BrokenPipeError):
            _hand_over(giving, taking, first, last)
        for program, done, said in ((target[0], taking, wrote), (source[0], giving, read)):
            if done.wait():
                raise _problem(program, _text(said), done.returncode)


def _hand_over(giving: subprocess.Popen[bytes], taking: subprocess.Popen[bytes], first: str, last: str) -> None:
    """Until all is said, or nobody listens any more: then it says why itself."""
    with cast(IO[bytes], giving.stdout) as source, cast(IO[bytes], taking.stdin) as target:
        target.write(first.encode())
        shutil.copyfileobj(source, target)
        if not giving.wait():
            target.write(last.encode())


def _text(file: IO[str]) -> str:
    """All of it."""
    file.seek(0)
    return file.read()


def _command(program: str, *options: str) -> list[str]:
    """With the path of the program."""
    found = shutil.which(program)
    if found is None:
        raise KeepingError(f"{program} is missing, so PostgreSQL cannot be copied or brought back. Debian: apt install postgresql-client")
    return [found, *options]


def _environment() -> dict[str, str]:
    """Where the database is. The password goes by the environment, where no list of processes shows it."""
    chosen = connection.settings_dict
    options = {f"PG{name.replace('_', '').upper()}": str(chosen["OPTIONS"][name]) for name in OPTIONS if name in chosen["OPTIONS"]}
    return {**os.environ, **options, **{name: str(chosen[key]) for name, key in NAMES.items() if chosen[key]}}


def _problem(program: str, said: str, code: int) -> KeepingError:
    """What went wrong, in its own words: the first error, not the statement that it repeats last."""
    lines = said.strip().splitlines()
    errors = [line for line in lines if "error:" in line.lower()]
    return KeepingError(f"{program} failed: {(errors or lines or [str(code)])[0]}")
