"""What a service agreed to have told about it, where telling can do harm (DESIGN §4, ``Area.caution``)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable


class Cover(models.TextChoices):
    """What a consent covers."""

    LISTED = "listed", _("That it exists, and what it does")
    CONTACT = "contact", _("Its numbers, links and other contacts")
    TOWN = "town", _("The town or area where people meet")
    ADDRESS = "address", _("The address")


class ConsentHow(models.TextChoices):
    """How the consent was given."""

    WRITTEN = "written", _("in writing")
    PHONE = "phone", _("by telephone")
    PERSON = "person", _("in person")


class ListingConsent(Orderable):
    """The service agreed, on a day, to have one thing told; until a day, or until it says otherwise. Never shown to readers."""

    page = ParentalKey("resources.ServicePage", on_delete=models.CASCADE, related_name="consents")
    cover = models.CharField(_("what may be told"), max_length=7, choices=Cover.choices)
    given_on = models.DateField(_("given on"))
    how = models.CharField(_("how"), max_length=7, choices=ConsentHow.choices, default=ConsentHow.WRITTEN)
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day on which it holds. Empty: until the service says otherwise.")
    )

    panels = [FieldRowPanel([FieldPanel("cover"), FieldPanel("given_on"), FieldPanel("how"), FieldPanel("until")])]

    class Meta(Orderable.Meta):
        verbose_name = _("consent to be listed")
        verbose_name_plural = _("consents to be listed")

    def clean(self) -> None:
        """Raises ValidationError for dates the wrong way round."""
        super().clean()
        if self.until and self.given_on and self.until < self.given_on:
            raise ValidationError({"until": _("This day lies before “given on”. Choose a later one.")})
