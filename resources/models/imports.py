"""What importers wrote: which entry of which source became which page, and what it said then."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from hub import languages


class ImportedEntry(models.Model):
    """One entry of a source in one language.

    Only digests of what was imported are kept, by field: ``given`` of what the entry said, ``left`` of what the page held afterwards. So a second run
    sees what the source changed since, and what editors did. ``page`` is empty where somebody deleted it.
    """

    source = models.CharField(_("source"), max_length=80)
    entry = models.CharField(_("entry"), max_length=500)
    language = models.CharField(_("language"), max_length=12, choices=languages.choices)
    page = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="+", verbose_name=_("page"))
    revision = models.ForeignKey(Revision, models.SET_NULL, null=True, related_name="+", verbose_name=_("version of the page when imported"))
    digest = models.CharField(max_length=64)
    given = models.JSONField(default=dict)
    left = models.JSONField(default=dict)
    imported_on = models.DateTimeField(_("imported on"))

    class Meta:
        verbose_name = _("imported entry")
        verbose_name_plural = _("imported entries")
        constraints = [models.UniqueConstraint(fields=["source", "entry", "language"], name="one_page_an_entry")]

    def __str__(self) -> str:
        return f"{self.source}: {self.entry} ({self.language})"
