"""The address of a page: the one place that every link to a page comes from, in templates (``{% href page %}``), blocks and JSON."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Page


def href(page: Page, request: HttpRequest | None = None) -> str:
    """The address of ``page`` within the site, ``/<language>/…``: without a host, so that it holds on a mirror too.

    ``request`` only saves look-ups (the roots of the site are kept on it). Empty for a page that lies under no site.
    """
    parts = page.get_url_parts(request)
    return (parts[2] or "") if parts else ""
