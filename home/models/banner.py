"""A notice over every page, for an emergency: one of a few kinds, in the words of each language where there are some."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from safety.register import work


class BannerKind(models.TextChoices):
    """What the notice says where nobody has written words in the reader's language. Nothing in it tells what the site is about."""

    DANGER = "danger", _("There are reports of danger. Stay where you are safe, and look here for who can help.")
    DISASTER = "disaster", _("After the recent events many places are closed. Help from a distance goes on.")
    LINES = "lines", _("Some telephone lines cannot be reached at the moment. Chat and other lines answer.")
    WATCHED = "watched", _("This site may be watched or blocked in some places. Read how to stay safe before you go on.")
    SITE = "site", _("Parts of this site do not work at the moment. Telephone numbers on it are right.")


class Banner(models.Model):
    """One notice. ``words`` holds a text for each language that has one, by its code."""

    kind = models.CharField(_("kind"), max_length=10, choices=BannerKind.choices)
    words = models.JSONField(_("words"), default=dict, blank=True)
    more = models.ForeignKey(
        Page, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("page to read more"), help_text=_("A page of this site.")
    )
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), help_text=_("It goes by itself then. Renew it if it still holds."))
    changed_on = models.DateTimeField(_("changed on"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("changed by")
    )

    retention = work("changed_on", "changed_by")

    class Meta:
        verbose_name = _("notice for all pages")
        verbose_name_plural = _("notices for all pages")
        ordering = ("-starts_at", "-pk")

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @classmethod
    def in_force(cls, now: datetime | None = None) -> models.QuerySet[Any]:
        """The notices that readers see now, the newest first."""
        now = now or timezone.now()
        return cls._default_manager.filter(Q(starts_at__lte=now), Q(ends_at__gt=now))

    def clean(self) -> None:
        """Raises ValidationError for dates the wrong way round."""
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("This time lies before “from”. Choose a later one.")})
