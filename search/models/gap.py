"""How often somebody looked for a topic with which nobody helps them: a number, of which nobody can tell who looked, or in what words."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from safety.declaration import Retention

TWO_YEARS: Final = timedelta(days=730)


class Gap(models.Model):
    """``topic``: its code. ``language``: that of the page. ``country``: the code of the country in which the place lies that was named; empty where
    none was. ``month``: its first day. Nothing of the text, no hash of it, no place within a country."""

    retention: ClassVar[Retention] = Retention(
        what=_("How often somebody looked for a topic with which nobody helps them: topic, language, country and month, as one number"),
        purpose=_("So that the network learns where help is missing, and adds it."),
        basis=_("It is about nobody: neither words of a search nor an address are kept. Numbers below five are shown to nobody."),
        until=_("%(time)s after the month began."),
        fields=(),
        keep=TWO_YEARS,
        after="month",
        readers=True,
    )

    topic = models.CharField(max_length=50)
    language = models.CharField(max_length=12)
    country = models.CharField(max_length=2, blank=True)
    month = models.DateField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "gap"
        verbose_name_plural = "gaps"
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=("topic", "language", "country", "month"), name="search_gap_once"),)

    def __str__(self) -> str:
        """What is missing, where, when."""
        return " ".join(filter(None, (self.topic, self.language, self.country, f"{self.month:%Y-%m}")))
