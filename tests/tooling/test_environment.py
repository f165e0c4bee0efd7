"""The environment: made once, filled only when the pins change, and with a clear word when it cannot be."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools import environment
from tools.environment import UnreadyError


@pytest.fixture
def root(tmp_path):
    """A checkout with pins, and an environment whose pip writes down what it is asked for instead of installing it."""
    (tmp_path / "requirements.txt").write_text("wagtail==8.0.1\n")
    (tmp_path / "requirements-dev.txt").write_text("pytest==9.2.0\n")
    return tmp_path


@pytest.fixture
def asked(monkeypatch, root):
    """What pip was asked to install."""
    calls = []

    def run(command, **options):
        if "pip" in command:
            calls.append(Path(command[-1]).name)
        return subprocess.CompletedProcess(command, 0)

    (root / ".venv" / "bin").mkdir(parents=True)
    monkeypatch.setattr(environment.subprocess, "run", run)
    return calls


def test_the_first_start_installs_and_the_second_does_not(root, asked):
    environment.ensure(root=root)
    environment.ensure(root=root)
    assert asked == ["requirements.txt"]


def test_changed_pins_are_installed(root, asked):
    environment.ensure(root=root)
    (root / "requirements.txt").write_text("wagtail==8.0.2\n")
    environment.ensure(root=root)
    assert asked == ["requirements.txt"] * 2


def test_tools_of_developers_are_installed_only_for_them(root, asked):
    environment.ensure(root=root)
    environment.ensure(root=root, dev=True)
    environment.ensure(root=root, dev=True)
    assert asked == ["requirements.txt", "requirements-dev.txt"]


def test_after_the_tests_the_hub_starts_without_installing_again(root, asked):
    environment.ensure(root=root, dev=True)
    environment.ensure(root=root)
    assert asked == ["requirements-dev.txt"]


def test_a_failed_install_is_told_and_tried_again(root, asked, monkeypatch):
    monkeypatch.setattr(environment, "works", lambda venv: True)
    monkeypatch.setattr(environment.subprocess, "run", lambda command, **options: subprocess.CompletedProcess(command, 1))
    for _ in range(2):
        with pytest.raises(UnreadyError, match="Is this machine online"):
            environment.ensure(root=root)


def test_debian_without_its_venv_package_says_which_one_to_install(root, monkeypatch):
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object())
    with pytest.raises(UnreadyError, match="apt install python3-venv"):
        environment.ensure(root=root)


def test_an_environment_whose_python_is_gone_is_made_anew(root, monkeypatch):
    broken = root / ".venv" / "bin" / "python"
    broken.parent.mkdir(parents=True)
    broken.symlink_to(root / "python-of-the-last-release")
    made = []
    monkeypatch.setattr(environment, "make", lambda venv: made.append(venv))
    monkeypatch.setattr(environment, "installed", lambda venv, requirements: True)
    environment.ensure(root=root)
    assert made == [root / ".venv"]


def test_the_environment_of_these_tests_works():
    assert environment.works(Path(sys.prefix))
