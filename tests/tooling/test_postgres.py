"""The PostgreSQL that the tests run on: it answers, it is nobody else's, and nothing of it is left."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests import migrated_postgres
from tests.conftest import missing
from tests.running import ROOT, until
from tools import postgres

SAY = "import os, psycopg; url = os.environ['HUB_TEST_DATABASE']; print(url); psycopg.connect(url.replace('postgres:', 'postgresql:'))"


def run(*command, **environment):
    names = {**os.environ, **environment}
    return subprocess.run([sys.executable, "-m", "tools.postgres", *command], cwd=ROOT, env=names, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def said():
    try:
        postgres.program("postgres")
    except postgres.NoPostgresError as problem:
        missing(str(problem))
    return run(sys.executable, "-c", f"{SAY}; raise SystemExit(3)")


def test_a_command_finds_it_and_its_exit_code_is_kept(said):
    assert said.returncode == 3, said.stderr
    assert said.stdout.startswith("postgres://hub@")


def test_nothing_of_it_is_left(said):
    folder = postgres.folder(said.stdout.strip())
    assert folder.startswith("/")
    assert not Path(folder).exists()


def test_it_ends_with_whoever_started_it_even_when_that_was_killed(said):
    waiting = "import os, time; print(os.environ['HUB_TEST_DATABASE'], os.getpid(), flush=True); time.sleep(120)"
    command = [sys.executable, "-m", "tools.postgres", sys.executable, "-c", waiting]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as tool:
        url, child = tool.stdout.readline().split()
        folder = Path(postgres.folder(url))
        server = int((folder / "data" / "postmaster.pid").read_text().split()[0])
        tool.kill()
        os.kill(int(child), signal.SIGKILL)
    until(lambda: not Path(f"/proc/{server}").exists(), "the server ends", 30)
    shutil.rmtree(folder)


def test_without_it_one_line_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres, "RELEASES", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(postgres.NoPostgresError, match="apt install postgresql"):
        postgres.program("initdb")


def test_the_newest_release_of_the_server_is_taken(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres, "RELEASES", tmp_path)
    for release in ("9.6", "15", "17"):
        (tmp_path / release / "bin").mkdir(parents=True)
        (tmp_path / release / "bin" / "initdb").touch(mode=0o755)
    assert postgres.program("initdb") == str(tmp_path / "17" / "bin" / "initdb")


def test_what_one_test_leaves_is_gone_in_the_next_copy(postgres_server):
    names = {"host": postgres_server, "user": postgres.USER, "dbname": "hub_copied"}
    for _ in range(2):
        migrated_postgres.copy(postgres_server, "hub_copied")
        with psycopg.connect(**names) as one:
            assert one.execute("SELECT COUNT(*) FROM taxonomy_area").fetchone()[0] > 200
            assert one.execute("SELECT COUNT(*) FROM members_user").fetchone() == (0,)
            one.execute("INSERT INTO search_version DEFAULT VALUES")
