"""Which version of the original a translation was made from: pinned, never guessed from timestamps."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision


class TranslationState(models.Model):
    """The source revision that a translated page renders. ``source_changed_on`` is when the original's words first differed from it."""

    page = models.OneToOneField(Page, models.CASCADE, related_name="translation_state", verbose_name=_("translation"))
    source_revision = models.ForeignKey(Revision, models.SET_NULL, null=True, related_name="+", verbose_name=_("version of the original"))
    pinned_on = models.DateTimeField(_("made from the version of"), null=True)
    source_changed_on = models.DateTimeField(_("original changed on"), null=True, blank=True)
    machine = models.BooleanField(_("holds texts translated by a machine that nobody has looked at"), default=False)

    class Meta:
        verbose_name = _("state of a translation")
        verbose_name_plural = _("states of translations")

    def __str__(self) -> str:
        return f"{self.page_id} ← {self.source_revision_id}"

    @property
    def outdated(self) -> bool:
        """Has the original changed since?"""
        return self.source_changed_on is not None


class SmallChange(models.Model):
    """A version of an original that an editor has called a small change: once it is live, translations that were up to date stay so."""

    revision = models.OneToOneField(Revision, models.CASCADE, primary_key=True, related_name="small_change", verbose_name=_("version"))

    class Meta:
        verbose_name = _("small change")
        verbose_name_plural = _("small changes")

    def __str__(self) -> str:
        return str(self.revision_id)
