"""Rich text as readers get it: links to pages and documents at the address that the request asks for, in the language it is read in, and nothing
that the editor cannot make."""

from __future__ import annotations

from typing import Any, Final

import nh3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text import RichText, expand_db_html
from wagtail.rich_text.pages import PageLinkHandler

from hub.href import document_href, href

MADE: Final = {"h2", "h3", "p", "b", "i", "ol", "ul", "li", "a", "br"}
"""What the features of our fields make (``hub.blocks.text.FEATURES``)."""
TAGS: Final = MADE | {"strong", "em"}
"""And what other sources have for the same."""
SCHEMES: Final = {"http", "https", "mailto", "tel"}


def rendered(value: RichText | str) -> SafeString:
    """``value`` as HTML. Whatever way words came in (a form, a translation of a sentence, an import, an old version), a script among them is gone."""
    html = expand_db_html(value.source if isinstance(value, RichText) else value or "")
    return mark_safe(nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, link_rel=None, url_schemes=SCHEMES))  # cleaned  # nosec B308 B703


class PageLinks(PageLinkHandler):
    """Links to pages."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        """The opening tags."""
        return [_opening(href(page.localized)) if page else "<a>" for page in cls.get_many(attrs_list)]


class DocumentLinks(DocumentLinkHandler):
    """Links to documents."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        """The opening tags."""
        return [_opening(document_href(document)) if document else "<a>" for document in cls.get_many(attrs_list)]


def _opening(address: str) -> str:
    """A link that goes on with its text."""
    return format_html('<a href="{}">', address)
