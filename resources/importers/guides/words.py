"""From a file to the words of a page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _

from ..markdown import Resolve, to_blocks
from ..markdown.blocks import Block, Draw
from ..markdown.lists import CHECKLIST_ITEM
from ..text import excerpt
from .files import Lesson

LABEL: Final = 200
SUMMARY: Final = 400


@dataclass(frozen=True)
class Place:
    """Where a file stands: its ``stem``, the language, and the titles of the folders above it, innermost last."""

    stem: str
    language: str
    sections: tuple[str, ...] = ()


def named(stem: str) -> str:
    """A title out of the name of a file or folder: ``s_what-now`` → ``What now``."""
    words = stem.removeprefix("s_").removeprefix("c_").replace("_", " ").replace("-", " ").strip()
    return (words[:1].upper() + words[1:])[:255] or stem[:255]


def words_of_lesson(lesson: Lesson, place: Place, resolve: Resolve, draw: Draw) -> dict[str, Any]:
    """Title, summary and body of the guide that ``lesson`` becomes."""
    if lesson.items:
        return {"title": lesson.head.title or _checklist_title(place), "summary": lesson.head.summary[:SUMMARY], "body": list(_checklists(lesson))}
    made = to_blocks(lesson.text, lesson.head.title, resolve, draw)
    title = lesson.head.title or made.heading[:255] or named(place.stem)
    if not lesson.head.title and made.heading:
        made = to_blocks(lesson.text, made.heading, resolve, draw)
    return {"title": title, "summary": excerpt(lesson.head.summary, SUMMARY) or made.summary, "body": made.blocks}


def _checklist_title(place: Place) -> str:
    """A checklist without a title is called after the two innermost sections it stands in."""
    with translation.override(place.language):
        section = " / ".join(place.sections[-2:])
        return (_("Checklist: %(section)s") % {"section": section} if section else _("Checklist"))[:255]


def _checklists(lesson: Lesson) -> list[Block]:
    """A checklist for each run of things to check, titled by the label above it."""
    blocks: list[Block] = []
    title = ""
    for kind, run in groupby(lesson.items, key=lambda item: item[0]):
        words = [item for _kind, item in run]
        if kind == "label":
            blocks += [_heading(label) for label in words[:-1]]
            title = words[-1]
        else:
            blocks += _checklist(title, words)
            title = ""
    return [*blocks, *([_heading(title)] if title else [])]


def _heading(label: str) -> Block:
    """A label that has nothing to check below it."""
    return {"type": "text", "value": f"<h2>{escape(label)}</h2>"}


def _checklist(title: str, words: list[str]) -> list[Block]:
    """A checklist; where something in it is too long for one, a heading and a list."""
    if len(title) > LABEL or any(len(one) > CHECKLIST_ITEM for one in words):
        items = "".join(f"<li>{escape(one)}</li>" for one in words)
        return [*([_heading(title)] if title else []), {"type": "text", "value": f"<ul>{items}</ul>"}]
    return [{"type": "checklist", "value": {"title": title, "items": [{"type": "item", "value": one} for one in words]}}]
