"""Blocks that show services: they hold which, and the facts shown are those of now."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.blocks import BodyBlock


class HelplinesBlock(blocks.StructBlock):
    """Chosen services with their facts as they are now, in the language of the page."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=200)
    services = blocks.ListBlock(blocks.PageChooserBlock(label=_("Service"), page_type="resources.ServicePage"), label=_("Services"))

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """With ``cards``: the visible ones of the services, in the reader's language where they have words in it."""
        from resources.cards import cards

        context = super().get_context(value, parent_context=parent_context)
        return {**context, "cards": cards([page for page in value["services"] if page])}

    class Meta:
        template = "blocks/helplines.html"
        icon = "help"
        label = _("Help lines")


class ResourceBodyBlock(BodyBlock):
    """A body that may show services."""

    helplines = HelplinesBlock()
