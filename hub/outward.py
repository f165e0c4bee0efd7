"""Addresses of other sites, as editors, translators and imports gave them."""

from __future__ import annotations

from urllib.parse import urlsplit


def host(address: str) -> str:
    """The host that a link leads to, without ``www.``: readers see where they are going before they go. Empty for what has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def outward(address: str | None) -> str:
    """``address`` if it leads to a page of the web; else nothing, so that no link ever runs what stands in it."""
    return address if address and address.startswith(("https://", "http://")) and host(address) else ""
