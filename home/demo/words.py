"""The words of a demo page as its fields hold them: Markdown becomes rich text, short forms become blocks."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any, Final

from markdown_it import MarkdownIt
from wagtail.fields import RichTextField, StreamField

from home.demo.families import NAMESPACE, Family, Words
from translation.cut import word_fields

Find = Callable[[str], int]
"""The primary key of the page (or picture) that a slug names."""

Block = dict[str, Any]
MARKDOWN: Final = MarkdownIt("commonmark", {"html": False})
PAGE_LINK: Final = re.compile(r'<a href="page:([a-z0-9-]+)">')


def values(family: Family, words: Words, page: Find, picture: Find) -> Words:
    """``words`` of a page of ``family`` as its fields hold them, streams as raw lists whose blocks have the same ids each time."""
    return {one.name: _value(one, words.get(one.name), f"{family.key}/{one.name}", page, picture) for one in word_fields(family.model)}


def rich(markdown: str, page: Find) -> str:
    """Rich text from Markdown. ``[words](page:slug)`` links to the page ``slug``."""
    html = re.sub(r"\n\s*(?=<)", "", MARKDOWN.render(markdown)).strip()
    return PAGE_LINK.sub(lambda match: f'<a linktype="page" id="{page(match[1])}">', html)


def _value(one: Any, given: Any, key: str, page: Find, picture: Find) -> Any:
    """The value of one field."""
    if isinstance(one, StreamField):
        blocks = [{"links": given}] if one.name == "sources" and given else given or []
        return [_block(block, f"{key}/{index}", page, picture) for index, block in enumerate(blocks)]
    return rich(given or "", page) if isinstance(one, RichTextField) else (given or "").strip()


def _block(block: Block, key: str, page: Find, picture: Find) -> Block:
    """A block of a stream, written as ``{kind: content}``."""
    [(kind, content)] = block.items()
    return {"type": kind, "value": BLOCKS[kind](content, key, page, picture), "id": _id(key)}


def _id(key: str) -> str:
    """The id of the block at ``key``."""
    return str(uuid.uuid5(NAMESPACE, key))


def _items(values: list[Any], key: str) -> list[Block]:
    """The items of a list block."""
    return [{"type": "item", "value": value, "id": _id(f"{key}/item/{index}")} for index, value in enumerate(values)]


def _text(content: str, key: str, page: Find, picture: Find) -> str:
    """``text: Markdown``."""
    return rich(content, page)


def _steps(content: list[list[str]], key: str, page: Find, picture: Find) -> Block:
    """``steps: [[title, Markdown], …]``."""
    return {"items": _items([{"title": title, "text": rich(text, page)} for title, text in content], key)}


def _checklist(content: Block, key: str, page: Find, picture: Find) -> Block:
    """``checklist: {title, items: […]}``."""
    return {"title": content["title"], "items": _items(content["items"], key)}


def _callout(content: Block, key: str, page: Find, picture: Find) -> Block:
    """``callout: {kind, title, text: Markdown}``."""
    return {**content, "text": rich(content["text"], page)}


def _quotation(content: list[str], key: str, page: Find, picture: Find) -> Block:
    """``quotation: [text, who]``."""
    return {"text": content[0], "source": content[1]}


def _links(content: Block, key: str, page: Find, picture: Find) -> Block:
    """``links: {title, items: [[title, address, what is found there], …]}``."""
    return {"title": content["title"], "items": _items([dict(zip(("title", "url", "text"), one, strict=True)) for one in content["items"]], key)}


def _helplines(content: list[str], key: str, page: Find, picture: Find) -> Block:
    """``helplines: [title, slug of a service, …]``."""
    return {"title": content[0], "services": _items([page(slug) for slug in content[1:]], key)}


def _image(content: Block, key: str, page: Find, picture: Find) -> Block:
    """``image: {picture, alt, caption}``."""
    return {"image": picture(content["picture"]), "alt": content["alt"], "decorative": False, "caption": content.get("caption", "")}


def _contact(content: Block, key: str, page: Find, picture: Find) -> Block:
    """``contact: {name, phone, email, address, text}``."""
    return {name: content.get(name, "") for name in ("name", "phone", "email", "address", "text")}


BLOCKS: Final[dict[str, Callable[[Any, str, Find, Find], Any]]] = {
    "text": _text,
    "steps": _steps,
    "checklist": _checklist,
    "callout": _callout,
    "quotation": _quotation,
    "links": _links,
    "helplines": _helplines,
    "image": _image,
    "contact": _contact,
}
"""How each kind of block is written in the files."""
