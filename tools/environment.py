"""Make the virtual environment and install the pinned requirements into it, only when they have changed. Standard library only."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)


class UnreadyError(Exception):
    """Why the hub cannot start here, in words for the person at the keyboard."""


def python_in(venv: Path) -> Path:
    """The interpreter of the environment."""
    return venv / "bin" / "python"


def works(venv: Path) -> bool:
    """Can this environment be used: its interpreter runs, is new enough, and has pip? (A system upgrade breaks the first two.)"""
    probe = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    try:
        return subprocess.run([python_in(venv), "-c", probe], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make(venv: Path) -> None:
    """Make the environment anew. Debian's Python comes without the part that does it: then say which package brings it."""
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        raise UnreadyError(
            f"Python {sys.version.split()[0]} is here, but not the part that makes environments.\n"
            "On Debian and Ubuntu: apt install python3-venv. Then start again."
        )
    print("Making the environment in .venv …", flush=True)
    shutil.rmtree(venv, ignore_errors=True)
    if subprocess.run([sys.executable, "-m", "venv", str(venv)], check=False).returncode:
        raise UnreadyError("The environment could not be made: what Python said stands above. Is the disk full, or the folder not yours?")


def stamp(requirements: list[Path]) -> str:
    """What the environment must hold, as one short text: changes when a requirement, or the Python below, changes."""
    read = b"".join(path.read_bytes() for path in requirements)
    return hashlib.sha256(read + sys.version.encode()).hexdigest()


def mark(venv: Path, requirements: Path) -> Path:
    """The file in the environment that says with what stamp ``requirements`` were last installed."""
    return venv / f".installed-{requirements.stem}"


def installed(venv: Path, requirements: list[Path]) -> bool:
    """Does the environment hold exactly ``requirements``? (The last one includes those before it.)"""
    path = mark(venv, requirements[-1])
    return path.exists() and path.read_text() == stamp(requirements)


def install(venv: Path, requirements: list[Path]) -> None:
    """Install ``requirements``. The marks are written last: a broken install is tried again."""
    print(f"Installing {requirements[-1].name} …", flush=True)
    lazily = ["--no-compile"] if len(requirements) > 1 else []  # most modules of developers' tools are never imported
    command = [str(python_in(venv)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *lazily, "-r", str(requirements[-1])]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise UnreadyError("Some packages could not be installed: what pip said stands above. Is this machine online? Then start again.")
    for count, path in enumerate(requirements, start=1):
        mark(venv, path).write_text(stamp(requirements[:count]))


def ensure(*, dev: bool = False, root: Path = ROOT) -> Path:
    """Make the environment of ``root`` ready, with the tools of developers if ``dev``; the interpreter to use.

    Raises:
        UnreadyError: with what to do about it.
    """
    if sys.version_info < OLDEST:
        raise UnreadyError(f"The hub needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {sys.version.split()[0]}.")
    venv = root / ".venv"
    if not works(venv):
        make(venv)
    requirements = [root / "requirements.txt", root / "requirements-dev.txt"][: 2 if dev else 1]
    if not installed(venv, requirements):
        install(venv, requirements)
    return python_in(venv)


def main() -> int:
    """``environment.py [--dev]``: 0, or 1 with a line that says what to do."""
    os.chdir(ROOT)
    try:
        ensure(dev="--dev" in sys.argv[1:])
    except UnreadyError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
