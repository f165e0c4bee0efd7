"""The commands of the hub: a newcomer types `make` and must see what there is, and why it cannot start."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TARGETS = ["run", "test", "lint", "sbom", "bench", "bench-search", "bench-load", "bench-faults", "soak", "messages", "elasticsearch"]


def make(*arguments, **environment):
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin", **environment})


def test_make_alone_lists_every_command_with_what_it_does():
    printed = make().stdout
    assert re.findall(r"^  ([a-z-]+)  ", printed, re.M) >= ["help"]
    for target in TARGETS:
        assert re.search(rf"^  {target} +\w.{{10}}", printed, re.M), target


def test_every_command_that_people_call_is_listed():
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.M).group(1).split()
    listed = re.findall(r"^  ([a-z-]+) ", make().stdout, re.M)
    assert set(phony) - set(listed) == {"python", "environment"}


@pytest.mark.parametrize("python", ["python-that-is-not-here", ""])
def test_without_python_one_line_says_what_to_install(python):
    done = make("run", f"PYTHON={python}")
    assert done.returncode != 0
    assert "needs Python 3.11 or newer" in done.stderr
    assert "apt install python3 python3-venv" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_old_python_is_refused_with_the_same_line(tmp_path):
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    assert "needs Python 3.11 or newer" in make("run", f"PYTHON={old}").stderr


REGISTRY = re.compile(r"--(extra-)?index-url|--trusted-host|https://(?!hub\.example)")


@pytest.mark.parametrize(
    "name",
    ["Makefile", "requirements.txt", "requirements-dev.txt", ".ci/run", "tools/environment.py", "tools/run.py", "tools/elasticsearch/parts.py"],
)
def test_packages_come_from_wherever_this_machine_gets_its_packages(name):
    assert not REGISTRY.search((ROOT / name).read_text())
