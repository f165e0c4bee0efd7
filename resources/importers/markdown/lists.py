"""Lists of Markdown: as rich text, as steps, as checklists; tables, which our editor has none of, as lists."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from django.utils.html import escape
from markdown_it.tree import SyntaxTreeNode

from .inline import Inline, words

Block = dict[str, Any]
LISTS: Final = {"bullet_list": "ul", "ordered_list": "ol"}
BOX: Final = re.compile(r"\[[ xX]\]\s+")
MORE_THAN_WORDS: Final = ("link", "image", "html_inline", "hardbreak")
STEP_TITLE: Final = 200
CHECKLIST_ITEM: Final = 400


def html(node: SyntaxTreeNode, inline: Inline) -> str:
    """A list as rich text, nested lists inside; what else an item holds stands in it line below line."""
    tag = LISTS[node.type]
    return f"<{tag}>{''.join(f'<li>{_item(item, inline)}</li>' for item in node.children)}</{tag}>"


def _item(item: SyntaxTreeNode, inline: Inline) -> str:
    """What an item holds."""
    lines, below = [], ""
    for child in item.children:
        if child.type in LISTS:
            below += html(child, inline)
        elif inside := _line(child, inline):
            lines.append(inside)
    return "<br/>".join(lines) + below


def _line(node: SyntaxTreeNode, inline: Inline) -> str:
    """Something in an item that is no list."""
    if node.type == "blockquote":
        return "<br/>".join(filter(None, (_line(child, inline) for child in node.children)))
    if node.type in ("fence", "code_block", "html_block", "table"):
        return escape(" ".join(words(node).split()))
    inside = inline.html(node).strip()
    return f"<b>{inside}</b>" if node.type == "heading" and inside else inside


def table(node: SyntaxTreeNode, inline: Inline) -> str:
    """A table as a list, a row an item."""
    rows = [row for row in node.walk() if row.type == "tr"]
    return f"<ul>{''.join(f'<li>{_row(row, inline)}</li>' for row in rows)}</ul>"


def _row(row: SyntaxTreeNode, inline: Inline) -> str:
    """The cells of a row that hold something."""
    return " – ".join(filter(None, (inline.html(cell).strip() for cell in row.children)))


def _listed(kind: str, items: list[Any]) -> Block:
    """A block that holds a list of items."""
    return {"type": kind, "value": {"items": [{"type": "item", "value": item} for item in items]}}


def steps(node: SyntaxTreeNode, rich: Callable[[list[SyntaxTreeNode]], str]) -> Block | None:
    """The steps that a numbered list tells: of two items or more that all begin with a line short enough for a title and without links or images.
    None for other lists. ``rich`` writes what stands below the titles."""
    items = [item.children for item in node.children]
    if len(items) < 2 or not all(parts and _title(parts[0]) for parts in items):
        return None
    return _listed("steps", [{"title": _title(first), "text": rich(rest)} for first, *rest in items])


def _title(node: SyntaxTreeNode) -> str:
    """The words of ``node`` if they can be the title of a step, else nothing."""
    held = " ".join(words(node).split())
    more = any(one.type in MORE_THAN_WORDS for one in node.walk())
    return held if node.type == "paragraph" and len(held) <= STEP_TITLE and not more else ""


def checklist(node: SyntaxTreeNode) -> Block | None:
    """The checklist that a list of items with boxes (``- [ ] …``) is; None for other lists."""
    items = [" ".join(words(item).split()) for item in node.children]
    if not items or not all(BOX.match(item) and len(item) <= CHECKLIST_ITEM for item in items):
        return None
    block = _listed("checklist", [BOX.sub("", item, count=1) for item in items])
    block["value"]["title"] = ""
    return block
