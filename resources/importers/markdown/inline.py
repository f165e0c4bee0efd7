"""The inside of paragraphs: emphasis, links, line breaks. Everything else keeps its words and loses its dress."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import nh3
from django.utils.html import escape
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from hub.rich_text import MADE, SCHEMES

from .links import Link, web_link
from .mending import mended, strong_meant

Resolve = Callable[[str], Link]
WRAPPED: Final = {"em": "i", "strong": "b"}
BREAK: Final = re.compile(r"<\s*br\b", re.IGNORECASE)


@dataclass(frozen=True)
class Picture:
    """An image as Markdown names it."""

    src: str
    alt: str
    title: str


def parse(text: str) -> SyntaxTreeNode:
    """The syntax tree of ``text``."""
    return SyntaxTreeNode(MarkdownIt("commonmark", {"html": True}).enable("table").parse(mended(text)))


def without_tags(html: str) -> str:
    """The words of raw HTML: no tags, no comments, nothing of scripts and styles."""
    return nh3.clean(html, tags=set()).strip()


def sanitised(html: str) -> str:
    """``html`` with nothing but what the editor can make: the last gate before anything is stored."""
    return nh3.clean(html, tags=MADE, attributes={"a": {"href", "linktype", "id"}}, link_rel=None, url_schemes=SCHEMES)


def words(node: SyntaxTreeNode) -> str:
    """The words below ``node`` without any markup, images left out."""
    if node.type == "image":
        return ""
    if node.type in ("softbreak", "hardbreak"):
        return " "
    if node.type == "html_block":
        return without_tags(node.content)
    if node.type == "text":
        return strong_meant(node.content)
    if node.type in ("code_inline", "fence", "code_block"):
        return node.content
    between = "" if node.type in ("inline", *WRAPPED, "link") else " "
    return between.join(words(child) for child in node.children)


def plain(text: str) -> str:
    """The words of Markdown, on one line."""
    return " ".join(words(parse(text)).split())


@dataclass
class Inline:
    """Writes the inside of paragraphs as HTML. Images are put aside in ``pictures``: they are blocks of their own."""

    resolve: Resolve = web_link
    pictures: list[Picture] = field(default_factory=list)

    def html(self, node: SyntaxTreeNode) -> str:
        """The HTML of ``node`` and what it holds."""
        match node.type:
            case "text":
                return strong_meant(escape(node.content), WRAPPED["strong"])
            case "code_inline":
                return escape(node.content)
            case "softbreak":
                return " "
            case "hardbreak":
                return "<br/>"
            case "html_inline":
                return "<br/>" if BREAK.match(node.content) else ""
            case "image":
                self._put_aside(node)
                return ""
            case "link":
                return self._link(node)
        return self._wrapped(node, "".join(self.html(child) for child in node.children))

    def _put_aside(self, node: SyntaxTreeNode) -> None:
        """Note an image for later."""
        self.pictures.append(Picture(str(node.attrs.get("src", "")), " ".join(node.content.split()), str(node.attrs.get("title", ""))))

    def _link(self, node: SyntaxTreeNode) -> str:
        """A link, or its words alone where it leads nowhere."""
        inside = "".join(self.html(child) for child in node.children)
        return self.resolve(str(node.attrs.get("href", ""))).around(inside) if inside.strip() else inside

    def _wrapped(self, node: SyntaxTreeNode, inside: str) -> str:
        """Emphasis round ``inside``, if ``node`` is one."""
        tag = WRAPPED.get(node.type)
        return f"<{tag}>{inside}</{tag}>" if tag and inside.strip() else inside
