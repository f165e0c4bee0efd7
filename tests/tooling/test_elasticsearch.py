"""A real Elasticsearch for development and tests: it starts from nothing, and nothing of it is left."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests import servers
from tools.elasticsearch import parts
from tools.elasticsearch.__main__ import main

ROOT = Path(__file__).resolve().parent.parent.parent
HOLD = """
import os, sys, time
from pathlib import Path
from tools.elasticsearch.server import start
print(start(Path(sys.argv[1]), os.getpid(), "192m"), flush=True)
time.sleep(300)
"""


def health(url):
    with urllib.request.urlopen(f"{url}/_cluster/health", timeout=10) as answer:
        return json.load(answer)


def test_it_answers_and_says_how_it_is(elasticsearch_url):
    assert health(elasticsearch_url)["status"] in ("green", "yellow")
    assert elasticsearch_url.startswith("http://127.0.0.1:"), "nobody else can reach it"


def test_it_ends_with_the_process_that_started_it_even_when_that_is_killed(tmp_path, elasticsearch_url):
    folder = tmp_path / "server"
    with subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True) as holder:
        url = holder.stdout.readline().strip()
        assert health(url)["number_of_nodes"] == 1
        holder.kill()
    end = time.monotonic() + 30
    while folder.exists():
        assert time.monotonic() < end, "the server is still there"
        time.sleep(0.2)
    with pytest.raises(OSError, match="refused"):
        health(url)


@pytest.mark.parametrize("absent", ["java", "javac", "mvn"])
def test_without_what_it_needs_one_line_says_what_to_install(monkeypatch, tmp_path, capsys, absent):
    for name in {"java", "javac", "mvn"} - {absent}:
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HUB_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert main() == 1
    said = capsys.readouterr().err
    assert said.startswith(f"{absent} is not installed")
    assert "apt install openjdk-17-jdk-headless maven" in said


def test_what_maven_says_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(parts, "kept", lambda: tmp_path / "kept")
    for name in ("java", "javac", "mvn"):
        (tmp_path / name).write_text("#!/bin/sh\necho no such thing\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(parts.NotHereError, match=r"(?s)Maven could not fetch.*no such thing"):
        parts.parts()


def test_two_who_need_one_start_one(tmp_path):
    made = []
    for _ in range(2):
        assert servers.once(tmp_path / "url", lambda: made.append(1) or "here") == "here"
    assert made == [1]


def test_what_a_killed_run_has_left_is_removed(tmp_path):
    for left in ("for-tests-999999999", f"for-tests-{os.getpid()}", "other-1"):
        (tmp_path / left).mkdir()
    assert servers.swept(tmp_path, "for-tests-", 7) == tmp_path / "for-tests-7"
    assert {one.name for one in tmp_path.iterdir()} == {f"for-tests-{os.getpid()}", "other-1"}
