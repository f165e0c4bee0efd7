"""A service: help that somebody gives (HSDS ``service``)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Revision

from hub.blocks import BodyBlock
from hub.blocks.text import PLAIN
from hub.models import HubPage
from hub.models.page import words
from hub.models.watched import Watched
from resources.admin.panels import InlinePanelWithAreas
from resources.codes import ServiceType, Status
from search.documents import Entry

from .order import keep_order

ROWS = [
    "phones",
    "channels",
    "opening_hours",
    "languages",
    "areas",
    "locations",
    "costs",
    "access",
    "confidentiality",
    "waiting_times",
    "alerts",
    "verifications",
    "consents",
]
"""The child relations that hold a service's facts."""


class ServicePage(HubPage):
    """A service. The family's ``translation_key`` is its HSDS id."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("description"))
    expect = RichTextField(_("what to expect"), blank=True, features=PLAIN, help_text=_("What happens when somebody gets in touch, step by step."))
    start = RichTextField(_("how to start"), blank=True, features=PLAIN)
    who_for = models.TextField(_("who it is for"), blank=True, max_length=400)
    hours_note = models.TextField(_("note on hours"), blank=True, max_length=400)
    cost_note = models.TextField(_("note on costs"), blank=True, max_length=400)

    organisation = models.ForeignKey(
        "resources.OrganisationPage", models.RESTRICT, null=True, blank=True, related_name="services", verbose_name=_("organisation")
    )
    type = models.CharField(_("type"), max_length=12, choices=ServiceType.choices, default=ServiceType.OTHER)
    status = models.CharField(_("status"), max_length=8, choices=Status.choices, default=Status.ACTIVE)
    website = models.URLField(_("website"), blank=True)
    age_from = models.PositiveSmallIntegerField(_("from age"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("to age"), null=True, blank=True)

    fact_fields: ClassVar[list[str]] = [*HubPage.fact_fields, "organisation", "type", "status", "website", "age_from", "age_to", *ROWS]
    watched_facts: ClassVar[list[Watched]] = [
        Watched("phones", _("Telephone number"), "number"),
        Watched("channels", _("Channel"), "address"),
        Watched("locations", _("Place"), "address", forget=True),
        Watched("website", _("website")),
    ]
    translatable_fields = words("body", "expect", "start", "who_for", "hours_note", "cost_note")
    answers_without_words = True
    search_kind = "service"
    parent_page_types: ClassVar[list[str]] = ["resources.ResourceIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    word_panels: ClassVar[list[Any]] = [
        *HubPage.word_panels,
        FieldPanel("who_for"),
        FieldPanel("expect"),
        FieldPanel("start"),
        FieldPanel("body"),
        FieldPanel("hours_note"),
        FieldPanel("cost_note"),
    ]
    fact_panels: ClassVar[list[Any]] = [
        InlinePanel("alerts", heading=_("Alerts"), label=_("Alert")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("type"), FieldPanel("status")]),
                PageChooserPanel("organisation"),
                FieldPanel("website"),
                FieldRowPanel([FieldPanel("age_from"), FieldPanel("age_to")]),
            ],
            heading=_("The service"),
        ),
        InlinePanel("phones", heading=_("Telephone numbers"), label=_("Telephone number")),
        InlinePanel("channels", heading=_("Chat, messages, video, e-mail, letters"), label=_("Channel")),
        InlinePanel("opening_hours", heading=_("Hours"), label=_("Hours")),
        InlinePanel("languages", heading=_("Languages of help"), label=_("Language")),
        InlinePanelWithAreas("areas", heading=_("Where people may be"), label=_("Area")),
        InlinePanel("locations", heading=_("Places"), label=_("Place")),
        InlinePanel("costs", heading=_("Costs"), label=_("Cost")),
        InlinePanel("confidentiality", heading=_("What stays private"), label=_("Fact about privacy")),
        InlinePanel("access", heading=_("Access"), label=_("Fact about access")),
        InlinePanel("waiting_times", heading=_("Waiting times"), label=_("Waiting time")),
        InlinePanel("verifications", heading=_("Facts checked"), label=_("Check")),
        InlinePanel("consents", heading=_("Consent to be listed"), label=_("Consent")),
    ]

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")

    def search_documents(self) -> Iterable[Entry]:
        """What can be found of a service."""
        from resources.search import service_documents

        return service_documents(self)

    def read_once(self) -> Self:
        """The service with all its rows, read in three questions."""
        from resources.loading import read_once

        return read_once(self)

    def clean(self) -> None:
        """Raises ValidationError for ages the wrong way round. The organisation becomes its family's facts page, the one place for what it is."""
        super().clean()
        if self.age_from is not None and self.age_to is not None and self.age_to < self.age_from:
            raise ValidationError({"age_to": _("This age is lower than “from age”. Give a higher one, or leave it empty.")})
        if self.organisation:
            self.organisation = self.organisation.facts

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; an address that this withdraws is erased everywhere, in the same transaction."""
        from resources import erase

        keep_order(self)
        with erase.in_rows(self):
            super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save a revision, which never holds the address of a withheld or approximate place."""
        from resources import erase

        keep_order(self)
        with erase.in_drafts(self):
            return super().save_revision(*args, **kwargs)

    @classmethod
    def held_back(cls) -> Any:
        """Services that say more than their consent covers, where caution holds."""
        from resources.consent import held_back_pages

        return held_back_pages(cls)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """Publish. What says more than its consent covers is refused with ConsentMissingError; a scheduled revision waits."""
        from resources.consent import ConsentMissingError, missing

        if self.keeps_facts and missing(self):
            if revision.approved_go_live_at and revision.approved_go_live_at <= timezone.now():
                return None
            raise ConsentMissingError
        return super().publish(revision, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With ``service``: everything the page says about it, in the reader's language."""
        from resources.loading import prefetch_facts
        from resources.presentation import present

        prefetch_facts([self], whole=True)
        service = present(self, with_words=self.language.code == get_language())
        return {**super().get_context(request, *args, **kwargs), "service": service}
