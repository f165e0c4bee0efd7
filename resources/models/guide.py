"""A guide: what a person can do, step by step, with its sources."""

from __future__ import annotations

from collections.abc import Iterable
from html import unescape
from typing import Any, ClassVar

from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField

from hub.blocks import LinksBlock
from hub.models import HubPage
from hub.models.page import words
from resources.blocks import ResourceBodyBlock
from search.documents import Entry


class GuidePage(HubPage):
    """A guide."""

    body = StreamField(ResourceBodyBlock(), blank=True, verbose_name=_("text"))
    sources = StreamField([("links", LinksBlock())], blank=True, verbose_name=_("sources"))

    areas = ParentalManyToManyField("taxonomy.Area", blank=True, related_name="+", verbose_name=_("holds for"), help_text=_("Empty: everywhere."))
    not_legal_advice = models.BooleanField(_("say that this is not legal advice"), default=False)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)

    fact_fields: ClassVar[list[str]] = [*HubPage.fact_fields, "areas", "not_legal_advice", "reviewed_on"]
    translatable_fields = words("body", "sources")
    parent_page_types: ClassVar[list[str]] = ["resources.ResourceIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    search_kind = "guide"

    word_panels: ClassVar[list[Any]] = [*HubPage.word_panels, FieldPanel("body"), FieldPanel("sources")]
    fact_panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel("areas"), FieldRowPanel([FieldPanel("reviewed_on"), FieldPanel("not_legal_advice")])], heading=_("The guide")),
    ]

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    @property
    def lead(self) -> str:
        """The summary, unless it only repeats the beginning of the text, as that of an imported guide may."""
        first = self.body.raw_data[0] if self.body else None
        text = first["value"] if first and isinstance(first["value"], str) else ""
        return "" if _words(self.summary).removesuffix("…") in _words(unescape(strip_tags(text.replace("<", " <")))) else self.summary

    def search_documents(self) -> Iterable[Entry]:
        """What can be found of a guide."""
        from resources.search import guide_documents

        return guide_documents(self)


def _words(text: str) -> str:
    """``text`` in which only its words and their order count, not the blanks between."""
    return "".join(text.split())
