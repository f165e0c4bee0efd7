"""The light way: the whole site once more below ``/light/``, without pictures unless the reader asks for one. For slow and for costly lines.

It is the site mounted a second time: Django puts the prefix before every address that it makes, so that links stay on the way without a cookie, and
caches keep both kinds of a page apart by their address. A browser that asks for little data by itself (``Save-Data``) gets the same pages without
the prefix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.http import HttpRequest
from django.urls import get_script_prefix, set_script_prefix

from .discreet import LANGUAGE, OPEN

PREFIX: Final = "/light"
ON_THE_WAY: Final = re.compile(rf"^{PREFIX}(?=/(?:$|(?:{LANGUAGE}|exit|documents)(?:/|$)))")
"""What there is below the prefix: all that readers read. People who work here work at one address."""


def is_light() -> bool:
    """Does this request go the light way?"""
    return get_script_prefix().endswith(f"{PREFIX}/")


def wants_light(request: HttpRequest | None) -> bool:
    """Is this reader to get pictures only on request: because of the way they go, or because their browser says so?"""
    return is_light() or (request is not None and request.headers.get("Save-Data", "").strip().lower() == "on")


@contextmanager
def lightly() -> Iterator[None]:
    """Every address made within leads to the light way."""
    before = get_script_prefix()
    set_script_prefix(f"{before.rstrip('/')}{PREFIX}/")
    try:
        yield
    finally:
        set_script_prefix(before)


def plain(address: str) -> str:
    """An address of the site without what it is mounted below: as the tables of addresses know it."""
    prefix = get_script_prefix()
    return f"/{address.removeprefix(prefix)}" if address.startswith(prefix) else address


def mounted(address: str) -> str:
    """An address as the tables know it, on the way that this request goes."""
    return f"{get_script_prefix()}{address.removeprefix('/')}" if address.startswith("/") else address


def in_language(address: str, code: str) -> str:
    """``address`` (of a page or view of the hub) in the language ``code``: the path is the same in all of them. Where an address is in no language,
    the home page."""
    rest, found = OPEN.subn("", plain(address))
    return mounted(f"/{code}{rest if found else '/'}")
