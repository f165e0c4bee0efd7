"""Markdown into the blocks of a page body."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.html import escape
from markdown_it.tree import SyntaxTreeNode

from ..text import clean, excerpt
from . import lists
from .inline import Inline, Picture, Resolve, parse, sanitised, without_tags, words
from .links import web_link

Block = dict[str, Any]
Draw = Callable[[Picture], Block | None]
SUMMARY: Final = 250
TEXT: Final = "text"


@dataclass
class Converted:
    """The blocks of a body, a summary (the first sentences of the first paragraph) and the first heading."""

    blocks: list[Block] = field(default_factory=list)
    summary: str = ""
    heading: str = ""


def no_picture(picture: Picture) -> Block | None:
    """Leaves an image out."""
    return None


def to_blocks(text: str, title: str = "", resolve: Resolve = web_link, draw: Draw = no_picture) -> Converted:
    """The blocks that Markdown ``text`` becomes. A first heading that repeats ``title`` is dropped; of the others the highest become h2, all lower
    ones h3. ``resolve`` says where links lead, ``draw`` makes the block of an image or None."""
    nodes = [node for node in parse(clean(text)).children if node.type != "hr"]
    heading = one_line(nodes[0]) if nodes and nodes[0].type == "heading" else ""
    if heading and heading.casefold() == title.casefold():
        nodes = nodes[1:]
    writer = _Writer(Inline(resolve), draw, min((int(node.tag[1]) for node in nodes if node.type == "heading"), default=1))
    return Converted(list(writer.blocks(nodes)), _summary(nodes), heading)


def to_rich_text(text: str, resolve: Resolve = web_link) -> str:
    """Markdown ``text`` as rich text without headings, for fields that hold no blocks."""
    writer = _Writer(Inline(resolve), no_picture, None)
    return sanitised("".join(writer.html(node) for node in parse(clean(text)).children))


def one_line(node: SyntaxTreeNode) -> str:
    """The words of ``node`` on one line."""
    return " ".join(words(node).split())


def _summary(nodes: list[SyntaxTreeNode]) -> str:
    """The first sentences of the first paragraph that has words, wherever it stands."""
    paragraphs = (one for node in nodes for one in node.walk() if one.type == "paragraph")
    return excerpt(next(filter(None, map(one_line, paragraphs)), ""), SUMMARY)


@dataclass
class _Writer:
    """Writes nodes as blocks: runs of text as one block of rich text, images, steps, checklists and quotations as blocks of their own.
    ``top`` is the level of the highest heading, None for text without headings."""

    inline: Inline
    draw: Draw
    top: int | None

    def blocks(self, nodes: list[SyntaxTreeNode]) -> Iterator[Block]:
        """The blocks of ``nodes`` in order."""
        pending: list[str] = []
        for node in nodes:
            made = self._own_block(node)
            if made is None:
                pending.append(self.html(node))
            after = [block for picture in self._taken() if (block := self.draw(picture))]
            if made or after:
                yield from _text(pending)
                pending = []
                yield from ([made] if made else []) + after
        yield from _text(pending)

    def _own_block(self, node: SyntaxTreeNode) -> Block | None:
        """The block that ``node`` becomes by itself, if it does."""
        match node.type:
            case "bullet_list":
                return lists.checklist(node)
            case "ordered_list":
                return lists.steps(node, lambda parts: sanitised("".join(map(self.html, parts))))
            case "blockquote" if not any(one.type == "link" for one in node.walk()) and one_line(node):
                return {"type": "quotation", "value": {"text": one_line(node), "source": ""}}
        return None

    def _taken(self) -> list[Picture]:
        """The images met since the last time."""
        taken, self.inline.pictures = self.inline.pictures, []
        return taken

    def html(self, node: SyntaxTreeNode) -> str:
        """One node of the top level as rich text."""
        match node.type:
            case "heading":
                return self._heading(node)
            case "bullet_list" | "ordered_list":
                return lists.html(node, self.inline)
            case "table":
                return lists.table(node, self.inline)
            case "html_block":
                return f"<p>{inside}</p>" if (inside := without_tags(node.content)) else ""
            case "fence" | "code_block":
                return f"<p>{'<br/>'.join(escape(line) for line in node.content.strip().splitlines())}</p>"
            case "blockquote":
                return "".join(self.html(child) for child in node.children)
        inside = self.inline.html(node).strip()
        return f"<p>{inside}</p>" if inside else ""

    def _heading(self, node: SyntaxTreeNode) -> str:
        """A heading, h2 or h3; bold where the field has no headings."""
        inside = self.inline.html(node).strip()
        if not inside:
            return ""
        if self.top is None:
            return f"<p><b>{re.sub('</?b>', '', inside)}</b></p>"
        tag = "h2" if int(node.tag[1]) == self.top else "h3"
        return f"<{tag}>{inside}</{tag}>"


def _text(pending: list[str]) -> list[Block]:
    """The text gathered so far as a block, if there is any."""
    html = sanitised("".join(pending))
    return [{"type": TEXT, "value": html}] if html.strip() else []
