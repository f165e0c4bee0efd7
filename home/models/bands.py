"""What stands on the home page, and in which order: chosen by editors, the same in every language."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable


class BandKind(models.TextChoices):
    """The parts of a home page below the search box."""

    NOW = "now", _("Talk to someone now: who answers at this moment")
    TOPICS = "topics", _("Find by topic")
    TEXT = "text", _("The text of this page")
    FRESH = "fresh", _("New here: the newest pages")
    SECTION = "section", _("A section: its first pages")


USUAL = (BandKind.NOW, BandKind.TOPICS, BandKind.TEXT, BandKind.FRESH)
"""What stands there while nobody has chosen."""


class HomeBand(Orderable):
    """One part of the home page."""

    page = ParentalKey("home.HomePage", on_delete=models.CASCADE, related_name="bands")
    kind = models.CharField(_("what"), max_length=8, choices=BandKind.choices)
    section = models.ForeignKey("resources.ResourceIndexPage", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("section"))

    panels = [FieldRowPanel([FieldPanel("kind"), PageChooserPanel("section")])]

    class Meta(Orderable.Meta):
        verbose_name = _("part of the home page")
        verbose_name_plural = _("parts of the home page")

    def clean(self) -> None:
        """Raises ValidationError for a section that names none. The section becomes its family's facts page."""
        super().clean()
        if self.kind == BandKind.SECTION and not self.section:
            raise ValidationError({"section": _("Choose the section.")})
        self.section = self.section.facts if self.section and self.kind == BandKind.SECTION else None
