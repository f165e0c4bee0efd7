"""What the server is made of: jars by Maven, the launcher by javac. Gathered once, kept beside other temporary files."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
POM: Final = HERE / "pom.xml"
LAUNCHER: Final = HERE / "Server.java"
VERSION: Final = re.search(r"<elasticsearch>(.+?)<", POM.read_text())[1]  # type: ignore[index]
INSTALL: Final = "Debian: apt install openjdk-17-jdk-headless maven"


class NotHereError(Exception):
    """Something that the server needs is not on this machine; the message says what."""


@dataclass(frozen=True)
class Parts:
    """``java`` runs the ``launcher`` (a folder of classes) with the jars of the ``server``; those of the ``transport`` are a module of it."""

    java: str
    launcher: Path
    server: list[Path]
    transport: list[Path]


def tool(name: str) -> str:
    """A program of the JDK, or Maven.

    Raises:
        NotHereError: it is not installed.
    """
    home = os.environ.get("JAVA_HOME")
    found = shutil.which(name, path=os.path.join(home, "bin")) if home else None
    if not (found := found or shutil.which(name)):
        raise NotHereError(f"{name} is not installed ({INSTALL})")
    return found


def kept() -> Path:
    """Where the parts of this version of the launcher lie, or would lie."""
    digest = hashlib.sha256(POM.read_bytes() + LAUNCHER.read_bytes()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"hub-elasticsearch-{os.getuid()}-{digest}"


def parts() -> Parts:
    """All parts, gathered by the first who asks; others wait.

    Raises:
        NotHereError: a program is not installed, or a part cannot be had.
    """
    java, javac, maven, folder = tool("java"), tool("javac"), tool("mvn"), kept()
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        jars = _jars(maven, folder)
        launcher = _launcher(javac, folder, jars)
    transport = [jar for jar in jars if jar.name.startswith(("netty-", "transport-netty4"))]
    return Parts(java, launcher, [jar for jar in jars if jar not in transport], transport)


def _jars(maven: str, folder: Path) -> list[Path]:
    """The jars that the server needs, its own and others'."""
    listed = folder / "jars.txt"
    jars = _listed(listed)
    if not jars or not all(jar.exists() for jar in jars):
        _run([maven, "-q", "-B", "-f", str(POM), "dependency:build-classpath", f"-Dmdep.outputFile={listed}"], "Maven could not fetch Elasticsearch")
        jars = _listed(listed)
    return jars


def _listed(file: Path) -> list[Path]:
    """The paths in a list that Maven wrote, none where it wrote none."""
    return [Path(name) for name in file.read_text().strip().split(os.pathsep)] if file.exists() else []


def _launcher(javac: str, folder: Path, jars: list[Path]) -> Path:
    """The folder with the compiled launcher."""
    classes = folder / "classes"
    if not (classes / "Server.class").exists():
        jar_path = os.pathsep.join(map(str, jars))
        _run(
            [javac, "-proc:none", "-nowarn", "-Xlint:none", "-cp", jar_path, "-d", str(classes), str(LAUNCHER)], "The launcher could not be compiled"
        )
    return classes


def _run(command: list[str], otherwise: str) -> None:
    """Run it; raises ``NotHereError`` with what it said."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotHereError(f"{otherwise}:\n{(done.stdout + done.stderr)[-2000:]}")
