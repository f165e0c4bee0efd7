"""A section: a page that lists the pages below it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from hub.models import HubPage
from hub.models.page import words
from resources.blocks import ResourceBodyBlock


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
    search_kind = "section"
    word_panels: ClassVar[list[Any]] = [*HubPage.word_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With ``listing``: one page of cards of what is in the section."""
        from resources.listing import listing

        return {**super().get_context(request, *args, **kwargs), "listing": listing(self, request.GET.get("page"))}
