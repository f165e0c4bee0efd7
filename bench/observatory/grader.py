"""The grader of Mozilla's HTTP Observatory, fed with answers that we asked for ourselves: it asks nobody."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
INSTALL = ("npm", "install", "--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error")
"""Its scripts would fetch lists that change from day to day; without them the same answers get the same grades."""


class MissingError(Exception):
    """The grader is not here and could not be brought, in words for the person at the keyboard."""


@dataclass(frozen=True)
class Answer:
    """What the grader reads: ``preflight`` are the headers for a page at ``origin`` that asks whether it may read us, ``plain`` the steps that plain
    http is led along, as ``{"url", "status"}``."""

    name: str
    host: str
    status: int
    headers: list[tuple[str, str]]
    html: str
    preflight: list[tuple[str, str]]
    plain: list[dict[str, str | int]]
    origin: str = "https://elsewhere.example"


@dataclass(frozen=True)
class Grade:
    """What it says: ``grade`` from A+ to F, ``score``, and the names of what it found wanting."""

    name: str
    status: int
    score: int
    grade: str
    failed: list[str]


def bring() -> None:
    """Install the grader beside this file, once.

    Raises:
        MissingError: there is no Node here, or the package could not be had.
    """
    if (HERE / "node_modules" / "@mdn").is_dir():
        return
    if not shutil.which("node") or not shutil.which("npm"):
        raise MissingError("The grader runs on Node: install nodejs and npm (20 or newer), then start again. Nothing else of the hub needs them.")
    print("Installing the grader …", flush=True)
    if subprocess.run(INSTALL, cwd=HERE, check=False).returncode:
        raise MissingError("The grader could not be installed: what npm said stands above. Is this machine online? Then start again.")


def grade(answers: list[Answer]) -> list[Grade]:
    """The grades of ``answers``, in their order."""
    fed = json.dumps([asdict(one) for one in answers])
    done = subprocess.run(["node", str(HERE / "grade.js")], input=fed, capture_output=True, text=True, check=True)
    return [Grade(**one) for one in json.loads(done.stdout)]
