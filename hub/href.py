"""The address of a page: the one place that every link to a page comes from, in templates (``{% href page %}``), blocks and JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from safety.discreet import OPEN, inside, numbered, outside_of


def href(page: Page, request: HttpRequest | None = None) -> str:
    """The address of ``page`` within the site, ``/<language>/…``: without a host, so that it holds on a mirror too. On the discreet way it has the
    number of the page in place of its name.

    ``request`` only saves look-ups (the roots of the site are kept on it). Empty for a page that lies under no site.
    """
    address = open_href(page, request)
    return numbered(address, page.pk) if inside() else address


def open_href(page: Page, request: HttpRequest | None = None) -> str:
    """The address of ``page`` outside of the discreet way, wherever it is asked for."""
    parts = page.get_url_parts(request)
    return outside_of((parts[2] or "") if parts else "")


def document_href(document: Any) -> str:
    """The address of a document. On the discreet way it has its number in place of its name."""
    return reverse("discreet_document", args=[document.pk]) if inside() else document.url


def in_language(address: str, code: str) -> str:
    """``address`` (of a page or view of the hub) in the language ``code``: the path is the same in all of them. Where an address is in no language,
    the home page."""
    rest, found = OPEN.subn("", address)
    return f"/{code}{rest if found else '/'}"
