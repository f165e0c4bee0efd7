"""Where links lead: out to the web, to a page of ours, or nowhere any more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from django.utils.html import format_html

MAIL: Final = re.compile(r"[^@\s/:]+@[^@\s/:]+\.[^@\s/:]+")


@dataclass(frozen=True)
class Link:
    """A place to lead to: a web address (``href``), or the page ``page`` of the hub. Neither: the words stay without a link."""

    href: str = ""
    page: int | None = None

    def around(self, html: str) -> str:
        """``html`` as a link to that place, in the form in which Wagtail keeps links in its database."""
        if self.page:
            return f'<a linktype="page" id="{self.page}">{html}</a>'
        return format_html('<a href="{}">', self.href) + html + "</a>" if self.href else html


def web_link(href: str) -> Link:
    """The link to ``href`` where that is an address on the web, an e-mail address or a telephone number; else a link to nowhere."""
    href = href.strip().removeprefix("(").removesuffix(")") if href.startswith("(") else href.strip()
    if MAIL.fullmatch(href):
        return Link(href=f"mailto:{href}")
    try:
        parts = urlsplit(href)
        leads_out = bool(parts.hostname) if parts.scheme in ("http", "https") else parts.scheme in ("mailto", "tel") and bool(parts.path)
    except ValueError:
        return Link()
    return Link(href=parts.geturl()) if leads_out else Link()
