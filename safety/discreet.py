"""The discreet way: the whole site once more below ``/<language>/p/``, with addresses and titles that tell nothing in the history of a browser.

Whether a request goes that way is asked here by whatever makes an address: pages (``hub.href``), the search, documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from hub import languages

LANGUAGE: Final = "|".join(map(re.escape, languages.codes()))
INSIDE: Final = re.compile(rf"^/({LANGUAGE})/p(?=/|$)")
OPEN: Final = re.compile(rf"^/({LANGUAGE})(?=/|$)")
"""The language that an address begins with."""
_inside: ContextVar[bool] = ContextVar("discreet", default=False)


def inside() -> bool:
    """Does this request go the discreet way?"""
    return _inside.get()


def leads_inside(path: str) -> bool:
    """Is ``path`` an address of the discreet way?"""
    return bool(INSIDE.match(path))


@contextmanager
def discreetly() -> Iterator[None]:
    """Every address made within leads to the discreet way."""
    token = _inside.set(True)
    try:
        yield
    finally:
        _inside.reset(token)


def outside_of(path: str) -> str:
    """The address outside for one that may be inside."""
    return INSIDE.sub(r"/\1", path)


def numbered(address: str, number: int) -> str:
    """The address inside of the page that is number ``number`` and stands at ``address`` outside. Home pages have no number."""
    found = OPEN.match(address)
    if not found:
        return address
    return f"/{found[1]}/p/" if address.rstrip("/") == found[0] else f"/{found[1]}/p/{number}/"
