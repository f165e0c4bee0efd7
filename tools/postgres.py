"""A PostgreSQL of one's own for as long as a command runs: ``python -m tools.postgres pytest …``.

It listens at a socket in a folder of its own, at no port, writes nothing anywhere else, and is gone afterwards. Needs the server's programs (Debian:
``apt install postgresql``).
"""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, unquote, urlsplit

VARIABLE: Final = "HUB_TEST_DATABASE"
"""The tests use the database that it names. Never ``DATABASE_URL``: that may be a real site's."""
SETTINGS: Final = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "listen_addresses": "",
}
"""Quick rather than safe: nothing in it outlives the command."""
PATIENCE: Final = 60
RELEASES: Final = Path("/usr/lib/postgresql")
"""Where Debian keeps the programs of each release, out of the PATH."""
USER: Final = "hub"
TELL_WHEN_PARENT_ENDS: Final = 1
"""PR_SET_PDEATHSIG of Linux."""


class NoPostgresError(Exception):
    """The programs of PostgreSQL are not on this machine, or do not start."""


def program(name: str) -> str:
    """The path of one of the server's programs, of the newest release."""
    folders = sorted(RELEASES.glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    found = shutil.which(name, path=os.pathsep.join(map(str, folders))) or shutil.which(name)
    if found is None:
        raise NoPostgresError("PostgreSQL is not on this machine. Debian: apt install postgresql")
    return found


class Cluster:
    """A server with its data in a folder of its own. It can be stopped and started again, as one is that is looked after."""

    def __init__(self, place: Path) -> None:
        self.place, self.owner = place, _owner(place)
        self.running: subprocess.Popen[bytes] | None = None
        made = ["--auth=trust", f"--username={USER}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", f"--pgdata={place / 'data'}"]
        _done([program("initdb"), *made], self.owner)

    def start(self) -> None:
        """Run it; it answers when this returns."""
        options = [option for name, value in SETTINGS.items() for option in ("-c", f"{name}={value}")]
        command = [program("postgres"), "-D", str(self.place / "data"), "-k", str(self.place), *options]
        with (self.place / "log").open("ab") as log:
            self.running = subprocess.Popen(command, stderr=log, stdout=log, cwd=self.place, preexec_fn=_end_with_us, **self.owner)
        _until_ready(self.running, self.place)

    def stop(self) -> None:
        """End it, whoever is connected."""
        if self.running:
            self.running.send_signal(signal.SIGQUIT)
            self.running.wait(PATIENCE)
            self.running = None


@contextmanager
def cluster() -> Iterator[Cluster]:
    """One that runs, and is gone afterwards."""
    place = Path(tempfile.mkdtemp(prefix="hub-postgres-"))
    try:
        made = Cluster(place)
        try:
            made.start()
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def server() -> Iterator[str]:
    """Run one; gives the address of its first database, ``postgres``."""
    with cluster() as running:
        yield address(running.place, "postgres")


def address(place: Path | str, name: str) -> str:
    """The address of a database of the server that listens in the folder ``place``."""
    return f"postgres://{USER}@{quote(str(place), safe='')}/{name}"


def folder(url: str) -> str:
    """Where the server of such an address listens."""
    return unquote(urlsplit(url).netloc.partition("@")[2])


def _owner(place: Path) -> dict[str, Any]:
    """Who runs it: PostgreSQL refuses to run as root, so the account that Debian made for it does."""
    if os.getuid():
        return {}
    account = pwd.getpwnam("postgres")
    os.chown(place, account.pw_uid, account.pw_gid)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _end_with_us() -> None:
    """In the server's process before it begins: Linux ends it when we end, however that happens."""
    ctypes.CDLL(None).prctl(TELL_WHEN_PARENT_ENDS, signal.SIGQUIT)


def _done(command: list[str], owner: dict[str, Any]) -> None:
    """Run a program to its end."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", **owner)
    if done.returncode:
        raise NoPostgresError(f"{command[0]} failed: {done.stderr.strip()}")


def _until_ready(running: subprocess.Popen[bytes], place: Path) -> None:
    """Wait until it answers."""
    asked = [program("pg_isready"), "--quiet", f"--host={place}"]
    end = time.monotonic() + PATIENCE
    while subprocess.run(asked, check=False).returncode:
        if running.poll() is not None or time.monotonic() > end:
            raise NoPostgresError(f"PostgreSQL did not start: {(place / 'log').read_text()}")
        time.sleep(0.05)


def main() -> int:
    """Run the command that the arguments are, with the database in its environment; its exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with server() as url:
            command = subprocess.Popen(sys.argv[1:], env={**os.environ, VARIABLE: url})
            try:
                return command.wait()
            finally:
                with suppress(ProcessLookupError):
                    command.terminate()
                command.wait()
    except NoPostgresError as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
