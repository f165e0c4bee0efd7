"""An organisation that gives help (HSDS ``organization``)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from hub.blocks import BodyBlock
from hub.models import HubPage
from hub.models.page import words
from hub.models.watched import Watched
from search.documents import Entry


class OrganisationPage(HubPage):
    """An organisation: who stands behind services."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("description"))

    not_personal = ("email",)
    """The address of an organisation, made to be published."""
    website = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    logo = models.ForeignKey("hub.HubImage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("logo"))
    home_country = models.ForeignKey("taxonomy.Area", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("home country"))
    partner = models.BooleanField(_("partner of the network"), default=False)
    umbrella = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="parts", verbose_name=_("umbrella organisation"))

    fact_fields: ClassVar[list[str]] = [*HubPage.fact_fields, "website", "email", "logo", "home_country", "partner", "umbrella", "identifiers"]
    watched_facts: ClassVar[list[Watched]] = [Watched("website", _("website")), Watched("email", _("e-mail address"))]
    translatable_fields = words("body")
    answers_without_words = True
    search_kind = "organisation"
    parent_page_types: ClassVar[list[str]] = ["resources.ResourceIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    word_panels: ClassVar[list[Any]] = [*HubPage.word_panels, FieldPanel("body")]
    fact_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("website"), FieldPanel("email")]),
                FieldPanel("logo"),
                FieldRowPanel([FieldPanel("home_country"), FieldPanel("partner")]),
                PageChooserPanel("umbrella"),
            ],
            heading=_("The organisation"),
        ),
        InlinePanel("identifiers", heading=_("Entries in registers"), label=_("Entry")),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def search_documents(self) -> Iterable[Entry]:
        """What can be found of an organisation."""
        from resources.search import organisation_documents

        return organisation_documents(self)

    def search_dependents(self) -> Iterable[int]:
        """The services of the organisation: they name it."""
        return list(self.facts.services.values_list("pk", flat=True))

    def clean(self) -> None:
        """The umbrella becomes its family's facts page."""
        super().clean()
        if self.umbrella:
            self.umbrella = self.umbrella.facts

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With ``organisation``: what the page says about it, and ``services``: a card for each service that it gives."""
        from resources.cards import cards
        from resources.presentation import present_organisation

        services = self.facts.services.order_by("title") if self.facts.pk else []
        shown = {"organisation": present_organisation(self), "services": cards(services)}
        return {**super().get_context(request, *args, **kwargs), **shown}


class OrganisationIdentifier(Orderable):
    """An entry in a public register (HSDS ``organization_identifier``)."""

    page = ParentalKey(OrganisationPage, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("register"), max_length=100, help_text=_("As org-id.guide names it, for example GB-CHC."))
    identifier = models.CharField(_("number"), max_length=100)

    panels = [FieldRowPanel([FieldPanel("scheme"), FieldPanel("identifier")])]
