"""A section: a page that lists the pages below it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from hub.models import HubPage, visible_pages
from hub.models.page import words
from resources.blocks import ResourceBodyBlock

PER_PAGE = 20


class ResourceIndexPage(HubPage):
    """A section of services, organisations or guides; sections may hold sections."""

    body = StreamField(ResourceBodyBlock(), blank=True, verbose_name=_("introduction"))

    translatable_fields = words("body")
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "resources.ResourceIndexPage"]
    subpage_types: ClassVar[list[str]] = [
        "resources.ResourceIndexPage",
        "resources.ServicePage",
        "resources.OrganisationPage",
        "resources.GuidePage",
        "home.StandardPage",
    ]
    word_panels: ClassVar[list[Any]] = [*HubPage.word_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def listing(self, number: str | None) -> PaginatorPage[Page]:
        """The visible pages right below, sections first, then by title, 20 a page. An odd or missing ``number`` gives the nearest page."""
        pages = visible_pages().child_of(self).order_by("path")
        return Paginator(pages.specific(), PER_PAGE).get_page(number)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With ``listing``: one page of the pages below."""
        return {**super().get_context(request, *args, **kwargs), "listing": self.listing(request.GET.get("page"))}
