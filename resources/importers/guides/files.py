"""The files of a folder of guides: which there are, and what is in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from ..report import BadEntryError
from ..tags import hub_language
from ..text import clean, one_line

LARGEST: Final = 1_000_000
"""Bytes of the largest file that is read: no guide for people is longer."""
SUFFIXES: Final = (".md", ".yml", ".yaml")
FRONT: Final = re.compile(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
CATEGORY: Final = (".category.yml", ".category.yaml")
LAST: Final = 1_000_000


@dataclass(frozen=True)
class Head:
    """What stands at the head of a lesson or describes a folder. ``index`` is its place among its neighbours."""

    title: str = ""
    summary: str = ""
    index: int = LAST


@dataclass(frozen=True)
class Lesson:
    """A file that becomes a guide: the Markdown of a lesson, or the ``items`` of a checklist: pairs of ``check`` or ``label`` and their words."""

    head: Head
    text: str = ""
    items: tuple[tuple[str, str], ...] = ()


@dataclass
class Tree:
    """The files of one language by their path below its folder, ``/`` between, sorted."""

    folder: Path
    paths: list[str] = field(default_factory=list)


def languages_in(folder: Path) -> tuple[dict[str, Tree], list[str]]:
    """The trees of all languages of the hub, and the names of folders that name no language or one that another folder names better."""
    found: dict[str, Tree] = {}
    passed: list[str] = []
    for below in sorted((one for one in folder.iterdir() if one.is_dir()), key=lambda one: (len(one.name), one.name)):
        code = hub_language(below.name)
        if code and code not in found:
            found[code] = Tree(below, sorted(_paths(below)))
        else:
            passed.append(below.name)
    return found, passed


def _paths(folder: Path) -> Iterator[str]:
    """The paths of all lessons and checklists below ``folder``. Hidden folders and links out of the folder are passed over."""
    root = folder.resolve()
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        wanted = path.suffix.lower() in SUFFIXES and not any(part.startswith(".") for part in parts)
        if wanted and path.is_file() and path.resolve().is_relative_to(root):
            yield "/".join(parts)


def read_text(path: Path) -> str:
    """The text of a file. Raises BadEntryError for one that is too large, cannot be read, or is not UTF-8."""
    try:
        if path.stat().st_size > LARGEST:
            raise BadEntryError(f"larger than {LARGEST:,} bytes")
        return clean(path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadEntryError(f"not UTF-8 (byte {error.start})") from error
    except OSError as error:
        raise BadEntryError(error.strerror or "cannot be read") from error


def read_yaml(text: str) -> dict[str, Any]:
    """YAML whose values are all taken as text, lists and mappings: a title such as ``No`` or ``2024`` stays one. Raises BadEntryError."""
    try:
        held = yaml.load(text, Loader=yaml.BaseLoader)  # makes strings only  # nosec B506
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise BadEntryError(f"not YAML: {' '.join(str(error).split())[:200]}") from error
    if not isinstance(held, dict):
        raise BadEntryError("not a YAML mapping")
    return held


def read_head(held: dict[str, Any]) -> Head:
    """Title, summary (also called description) and index. Raises BadEntryError for a title that is no text or longer than a page's."""
    title, summary = held.get("title", ""), held.get("summary") or held.get("description") or ""
    if not isinstance(title, str) or not isinstance(summary, str):
        raise BadEntryError("title or description is not a text")
    index = held.get("index", "")
    return Head(_title(title), one_line(summary), int(index) if isinstance(index, str) and re.fullmatch(r"-?[0-9]{1,6}", index) else LAST)


def _title(title: str) -> str:
    """A title on one line."""
    title = one_line(title)
    if len(title) > 255:
        raise BadEntryError("title longer than 255 characters")
    return title


def read_category(folder: Path) -> Head:
    """What the ``.category.yml`` of ``folder`` says; an empty head where there is none. Raises BadEntryError."""
    for name in CATEGORY:
        if (folder / name).is_file():
            return read_head(read_yaml(read_text(folder / name)))
    return Head()


def read_lesson(path: Path) -> Lesson:
    """The lesson or checklist in the file ``path``. Raises BadEntryError with the reason why it is none."""
    text = read_text(path)
    if path.suffix.lower() != ".md":
        held = read_yaml(text)
        return Lesson(read_head(held), items=tuple(_items(held.get("list"))))
    front = FRONT.match(text)
    head = read_head(read_yaml(front[1])) if front and front[1] and front[1].strip() else Head()
    body = text[front.end() :] if front else text
    if not body.strip():
        raise BadEntryError("no text")
    return Lesson(head, body)


def _items(held: Any) -> Iterator[tuple[str, str]]:
    """The entries of a checklist. Raises BadEntryError where there is no list of ``check`` and ``label``."""
    if not isinstance(held, list) or not held:
        raise BadEntryError("no “list” of things to check")
    for item in held:
        kind = next((name for name in ("check", "label") if isinstance(item, dict) and isinstance(item.get(name), str)), None)
        if kind is None or not (words := one_line(item[kind])):
            raise BadEntryError("an item of the list is neither “check” nor “label” with words")
        yield kind, words
