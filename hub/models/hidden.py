"""Pages that were hidden together with the section they are in, so that showing the section brings them back, and no others."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class HiddenAlong(models.Model):
    """``page`` (a facts page) was hidden because ``section`` was. What was hidden by itself has no such entry, and stays hidden when the section is
    shown again."""

    page = models.OneToOneField(Page, models.CASCADE, related_name="hidden_along", verbose_name=_("page"))
    section = models.ForeignKey(Page, models.CASCADE, related_name="hides", verbose_name=_("section"))

    class Meta:
        verbose_name = _("page hidden with its section")
        verbose_name_plural = _("pages hidden with their section")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.page_id}: {self.section_id}"
