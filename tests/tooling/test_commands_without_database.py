"""A command that cannot reach the database says so in a sentence that helps, and its exit code tells the timer that called it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

MANAGE = Path(__file__).parents[2] / "manage.py"


def called(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A command where nobody listens at the port of the database."""
    nowhere = {"HUB_DATA": str(folder), "DATABASE_URL": "postgres://hub:lantern@127.0.0.1:1/hub", "HUB_BACKUPS": str(folder)}
    environment = {**os.environ, **nowhere, "DJANGO_SETTINGS_MODULE": "hub.settings.dev"}
    return subprocess.run([sys.executable, MANAGE, *command], env=environment, capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize("command", [("backup", "--unencrypted"), pytest.param(("search_status",), marks=pytest.mark.soak)])
def test_it_says_what_is_wrong_and_what_to_do(tmp_path, command):
    done = called(tmp_path, *command)
    assert done.returncode == 1
    assert len(done.stderr.split("\n")) <= 3, done.stderr
    assert done.stderr.strip().startswith("The command needs the database, and that does not answer or cannot be written: ")
    assert done.stderr.endswith("Look whether it is there, runs and has room, then call the command again.\n")
    assert "lantern" not in done.stderr + done.stdout


@pytest.mark.soak
def test_who_looks_for_the_cause_is_told_all(tmp_path):
    done = called(tmp_path, "search_status", "--traceback")
    assert done.returncode == 1
    assert "Traceback" in done.stderr


@pytest.mark.soak
def test_a_mistake_of_ours_is_no_database_that_is_away(tmp_path):
    done = called(tmp_path, "shell", "-c", "from django.db import ProgrammingError; raise ProgrammingError('syntax')")
    assert done.returncode == 1
    assert "Traceback" in done.stderr
