"""The home page and pages of words."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField

from hub.models import HubPage
from hub.models.page import words
from resources.blocks import ResourceBodyBlock


class HomePage(HubPage):
    """Where readers arrive: one question, somebody to talk to, topics, what is new."""

    body = StreamField(ResourceBodyBlock(), blank=True, verbose_name=_("text"))

    fact_fields: ClassVar[list[str]] = [*HubPage.fact_fields, "bands"]
    translatable_fields = words("body")
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    search_kind = ""
    word_panels: ClassVar[list[Any]] = [*HubPage.word_panels, FieldPanel("body")]
    fact_panels: ClassVar[list[Any]] = [
        InlinePanel(
            "bands",
            heading=_("Parts of the home page"),
            label=_("Part"),
            help_text=_("In this order, the same in every language. None: the usual parts."),
        )
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With ``bands``: the parts of the home page, in their order."""
        from home.front import front

        return {**super().get_context(request, *args, **kwargs), "bands": front(self)}


class StandardPage(HubPage):
    """A page of words: about us, how to stay safe, privacy."""

    body = StreamField(ResourceBodyBlock(), blank=True, verbose_name=_("text"))

    translatable_fields = words("body")
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.StandardPage", "resources.ResourceIndexPage"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]
    word_panels: ClassVar[list[Any]] = [*HubPage.word_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
