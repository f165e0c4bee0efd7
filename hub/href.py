"""The address of a page: the one place that every link to a page comes from, in templates (``{% href page %}``), blocks and JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from safety.discreet import inside, numbered, outside_of
from safety.light import mounted, plain


def href(page: Page, request: HttpRequest | None = None) -> str:
    """The address of ``page`` within the site, ``/<language>/…``: without a host, so that it holds on a mirror too. On the discreet way it has the
    number of the page in place of its name; on the light way it stands below ``/light/``.

    ``request`` only saves look-ups (the roots of the site are kept on it). Empty for a page that lies under no site.
    """
    return as_asked(open_href(page, request), page)


def as_asked(address: str, page: Page) -> str:
    """The open ``address`` of ``page`` on the way that the reader goes: discreet, light, or neither."""
    return mounted(numbered(address, page.pk) if inside() else address)


def open_href(page: Page, request: HttpRequest | None = None) -> str:
    """The address of ``page`` outside of the discreet and of the light way, wherever it is asked for."""
    parts = page.get_url_parts(request)
    return outside_of(plain((parts[2] or "") if parts else ""))


def document_href(document: Any) -> str:
    """The address of a document. On the discreet way it has its number in place of its name."""
    return reverse("discreet_document", args=[document.pk]) if inside() else document.url
