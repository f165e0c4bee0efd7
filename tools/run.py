"""``make run``: environment, database, demo content, index, then one server and one worker. Standard library only: nothing is installed before it."""

from __future__ import annotations

import errno
import http.client
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.environment import ROOT, UnreadyError, ensure
from tools.supervise import Child, Pair

LOCAL = {"127.0.0.1", "::1", "localhost", "0.0.0.0", "::"}
"""Addresses at which a browser on this machine finds the hub as ``localhost``."""


def port_of(text: str) -> int:
    """The port that ``text`` names.

    Raises:
        UnreadyError: it names none.
    """
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise UnreadyError(f"PORT={text} is not a port: choose a number from 1 to 65535, for example make run PORT=8001.")
    return int(text)


def claim(host: str, port: int) -> None:
    """See whether the hub could listen at ``host`` and ``port``, before minutes are spent on installing.

    Raises:
        UnreadyError: with what to do instead.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as problem:
        raise UnreadyError(why(problem, host, port)) from problem


def why(problem: OSError, host: str, port: int) -> str:
    """What to do when nothing can listen at ``host`` and ``port`` because of ``problem``."""
    if problem.errno == errno.EADDRINUSE:
        return f"Port {port} is taken: another program, or another hub, listens there. Stop it, or choose another: make run PORT={port + 1}"
    if problem.errno == errno.EACCES:
        return f"Port {port} is reserved for the system. Choose one above 1023: make run PORT=8000"
    return f"HOST={host} is not an address of this machine ({problem.strerror}). Leave HOST out, or use HOST=0.0.0.0 for all of its addresses."


def data_folder() -> Path:
    """The folder that everything is kept in."""
    return Path(os.environ.get("HUB_DATA") or ROOT / "var")


def keepable(folder: Path) -> None:
    """Make ``folder`` and see whether it can be written to.

    Raises:
        UnreadyError: with what to do instead.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as problem:
        why_not = f"HUB_DATA={folder} cannot be written to ({problem.strerror})."
        raise UnreadyError(f"{why_not} Choose a folder of your own: make run HUB_DATA=/path/to/folder") from problem


def shown(host: str, port: int) -> str:
    """The address to open in a browser."""
    name = "localhost" if host in LOCAL else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}"


def answers(host: str, port: int) -> bool:
    """Does the hub answer at ``host`` and ``port``, whatever it says?"""
    connection = http.client.HTTPConnection({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status in (200, 503)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def serve(python: Path, host: str, port: int) -> int:
    """Serve until someone stops it; the exit code."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    server = Child("server", [str(python), "-m", "gunicorn", "-c", "python:safety.serving", "--bind", address, "hub.wsgi"])
    worker = Child("worker", [str(python), "manage.py", "hub_worker"])
    return Pair(server, worker, ready=lambda: answers(host, port), up=lambda: print(welcome(shown(host, port)), flush=True)).run()


def welcome(url: str) -> str:
    """Where everything is, and who may sign in: the demo accounts as they were made at the first start, else how to make one."""
    accounts = data_folder() / "demo-accounts.txt"
    known = accounts.read_text() if accounts.exists() else "No account yet? .venv/bin/python manage.py createsuperuser"
    places = f"  site    {url}/\n  admin   {url}/admin/\n  health  {url}/healthz"
    return f"\nThe hub is running.\n{places}\n\n{known.strip()}\n\nCtrl-C stops it. What you do here is kept for the next start.\n"


def main() -> int:
    """Run the hub at ``HOST`` and ``PORT``; 1 with a line that says what to do when it cannot."""
    os.chdir(ROOT)
    host = os.environ.get("HOST") or "127.0.0.1"
    try:
        port = port_of(os.environ.get("PORT") or "8000")
        claim(host, port)
        keepable(data_folder())
        python = ensure()
    except UnreadyError as problem:
        print(problem, file=sys.stderr)
        return 1
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")
    os.environ.setdefault("HUB_URL", shown(host, port))
    return subprocess.run([python, "-m", "tools.prepare"], check=False).returncode or serve(python, host, port)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
