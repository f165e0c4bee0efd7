"""Links within rich text: to pages and documents at the address that the request asks for, in the language it is read in."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text.pages import PageLinkHandler

from hub.href import document_href, href


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
