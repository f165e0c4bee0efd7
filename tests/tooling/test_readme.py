"""The README: a setting that is not written down is one that an operator cannot know."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
README = (ROOT / "README.md").read_text()
READ_BY_MAKE = {"PYTHON"}
NOT_A_SETTING = {"PYTHONPATH"}
CODE = ["hub", "home", "members", "reports", "resources", "translation", "search", "taxonomy", "safety", "tools", "bench"]


def is_environ(node):
    return isinstance(node, ast.Attribute) and node.attr == "environ"


def names_read(tree):
    """The names that are asked of ``os.environ``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("get", "getenv", "setdefault"):
            asked = is_environ(node.func.value) or node.func.attr == "getenv"
            if asked and node.args and isinstance(node.args[0], ast.Constant):
                yield node.args[0].value
        if isinstance(node, ast.Subscript) and is_environ(node.value) and isinstance(node.slice, ast.Constant):
            yield node.slice.value


def in_code():
    files = [ROOT / "manage.py", ROOT / "tests" / "conftest.py", *(file for folder in CODE for file in (ROOT / folder).rglob("*.py"))]
    return {name for file in files for name in names_read(ast.parse(file.read_text()))}


def in_table():
    section = README.split("## Settings")[1].split("\n## ")[0]
    cells = re.findall(r"^\| (`[A-Z].*?) \|", section, re.M)
    return {name for cell in cells for name in re.findall(r"`([A-Z_]+)`", cell)}


def test_every_setting_that_the_code_reads_is_in_the_table():
    assert in_code() - NOT_A_SETTING - in_table() - {"DJANGO_ALLOW_ASYNC_UNSAFE"} == set()


def test_every_setting_in_the_table_does_something():
    assert in_table() - in_code() - READ_BY_MAKE == set()


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", *(str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md"))])
def test_every_link_between_the_documents_leads_somewhere(name):
    file = ROOT / name
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", file.read_text()):
        assert (file.parent / target).exists(), target


def test_every_decision_is_in_the_index():
    index = (ROOT / "docs" / "index.md").read_text()
    for decision in (ROOT / "docs" / "decisions").glob("*.md"):
        assert f"decisions/{decision.name}" in index


def test_every_command_of_the_readme_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    named = set(re.findall(r"\bmake ([a-z-]+)\b", README + (ROOT / "CONTRIBUTING.md").read_text()))
    assert named <= targets


def test_every_package_is_on_the_map():
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert all(f"{folder}/" in README for folder in folders)
