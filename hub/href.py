"""The address of a page: the one place that every link to a page comes from, in templates (``{% href page %}``), blocks and JSON."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language
from wagtail.models import Page, Site

from safety.discreet import inside, numbered, outside_of
from safety.light import mounted, plain

MOST: Final = 4096
_addresses: Final[dict[tuple[Any, ...], str]] = {}
"""Addresses by all that they depend on, where there is one site: the path of the page, the roots, the language, the way. A page has twenty."""


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
    roots = _roots(request)
    if len({root.site_id for root in roots}) > 1:
        return _made(page, request)
    known = (page.url_path, roots, get_language(), get_script_prefix(), get_urlconf())
    address = _addresses.get(known)
    if address is None:
        if len(_addresses) >= MOST:
            _addresses.clear()
        address = _addresses[known] = _made(page, request)
    return address


def _roots(request: HttpRequest | None) -> tuple[Any, ...]:
    """Where the site begins in the page tree, language by language."""
    if request is None:
        return tuple(Site.get_site_root_paths())
    if not hasattr(request, "site_roots"):
        request.site_roots = tuple(Site.get_site_root_paths())  # type: ignore[attr-defined]
    return request.site_roots  # type: ignore[attr-defined]


def _made(page: Page, request: HttpRequest | None) -> str:
    """The same, made anew."""
    parts = page.get_url_parts(request)
    return outside_of(plain((parts[2] or "") if parts else ""))


def document_href(document: Any) -> str:
    """The address of a document. On the discreet way it has its number in place of its name."""
    return reverse("discreet_document", args=[document.pk]) if inside() else document.url
