"""All templates, as files: nothing that the strict content policy refuses, no drawing that does not exist, tidy."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.template.loader import get_template

from hub.icons import ICONS, MIRRORED, icon

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
NAMES = [str(path.relative_to(ROOT / "templates")) for path in TEMPLATES]
INLINE = re.compile(r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\bsrc=)", re.IGNORECASE)
FOREIGN = re.compile(r"(?:src|action|srcset)\s*=\s*[\"'](?:https?:)?//|<link[^>]*href=[\"'](?:https?:)?//", re.IGNORECASE)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_keeps_working_under_the_strict_content_policy(name):
    text = (ROOT / "templates" / name).read_text()
    assert not INLINE.search(text)
    assert not FOREIGN.search(text)


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compiles_with_all_its_tags(name):
    get_template(name)


@pytest.mark.parametrize("name", NAMES)
def test_every_drawing_exists(name):
    for used in re.findall(r"{% icon \"([^\"]+)\"", (ROOT / "templates" / name).read_text()):
        assert used in ICONS


def test_drawings_that_point_somewhere_exist():
    assert set(ICONS) >= MIRRORED


def test_a_drawing_is_silent_and_turns_with_the_writing():
    assert 'aria-hidden="true"' in icon("phone")
    assert "mirror" in icon("go")
    assert "mirror" not in icon("phone")


def test_a_class_given_to_a_drawing_cannot_break_out():
    assert "<script" not in icon("phone", '"><script>')


def test_the_templates_are_tidy():
    command = [sys.executable, "-m", "djlint", "--lint", "--quiet", "templates"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
