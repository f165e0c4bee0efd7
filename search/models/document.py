"""One row for each page and language that can be found: text store, and outbox for the indexes, in one."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.db import models
from django.utils import timezone
from wagtail.models import Page

from search.engines.base import PUBLIC, SUNK, EngineDocument

from .columns import CodesColumn

FACTS: Final = {
    "channel": "channels",
    "help_language": "help_languages",
    "topic": "topics",
    "audience": "audiences",
    "cost": "costs",
    "access": "access",
    "kind": "kinds",
    "area": "areas",
    "reach": "reach",
    "state": "states",
}
"""The column that holds the values of each filter of ``search.engines.base.FILTERS`` and ``INNER_FILTERS``."""
EPOCH: Final = date(1970, 1, 1)


class Version(models.Model):
    """A sequence that every database has: the primary key of a row made for it. Numbers grow; one that was rolled back is never used."""

    class Meta:
        verbose_name = "version"
        verbose_name_plural = "versions"

    def __str__(self) -> str:
        """The number."""
        return str(self.pk)


class SearchDocument(models.Model):
    """What can be found of a page in its language. Withdrawn rows hold no text: they tell the indexes, once, what to forget.

    ``key`` is unique and never used again; ``family`` is the number of the facts page; ``version`` grows with every change; a ``stale`` row waits for
    the indexer to write its text anew. ``visible_from`` and ``visible_until`` are compared when somebody reads, so that a page ends on time.
    ``checked``: when its facts were checked last; on ``renew_on`` the indexer writes it anew, since its facts then say something else by themselves.
    """

    key = models.CharField(max_length=80, unique=True)
    page: models.ForeignKey[Any, Any] = models.ForeignKey(Page, models.DO_NOTHING, db_constraint=False, related_name="+")
    family = models.BigIntegerField(db_index=True)
    version = models.BigIntegerField(db_index=True)
    withdrawn = models.BooleanField(default=False)
    stale = models.BooleanField(default=False, db_index=True)
    language = models.CharField(max_length=12)
    kind = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=255, blank=True)
    summary = models.TextField(blank=True)
    labels = models.TextField(blank=True)
    body = models.TextField(blank=True)
    card = models.JSONField(default=dict, blank=True)
    channels = CodesColumn()
    help_languages = CodesColumn()
    topics = CodesColumn()
    audiences = CodesColumn()
    costs = CodesColumn()
    access = CodesColumn()
    kinds = CodesColumn()
    areas = CodesColumn()
    named_areas = CodesColumn()
    reach = CodesColumn()
    states = CodesColumn()
    checked = models.DateField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    renew_on = models.DateField(null=True, blank=True)
    visibility = models.CharField(max_length=20, default=PUBLIC)
    visible_from = models.DateTimeField(null=True, blank=True)
    visible_until = models.DateTimeField(null=True, blank=True)
    updated = models.DateTimeField()

    class Meta:
        verbose_name = "search document"
        verbose_name_plural = "search documents"
        indexes = (
            models.Index(fields=("withdrawn", "updated"), name="search_withdrawn_updated"),
            models.Index(fields=("updated",), name="search_updated"),
            models.Index(fields=("visible_from",), condition=models.Q(visible_from__isnull=False), name="search_visible_from"),
            models.Index(fields=("visible_until",), condition=models.Q(visible_until__isnull=False), name="search_visible_until"),
            models.Index(fields=("renew_on",), condition=models.Q(renew_on__isnull=False), name="search_renew_on"),
        )

    def __str__(self) -> str:
        """Key and title."""
        return f"{self.key} {self.title}".strip()

    @classmethod
    def public(cls) -> models.QuerySet[SearchDocument]:
        """The rows of what everybody can find now."""
        now = timezone.now()
        within = (models.Q(visible_from=None) | models.Q(visible_from__lte=now)) & (models.Q(visible_until=None) | models.Q(visible_until__gt=now))
        return cls.objects.filter(within, withdrawn=False, visibility=PUBLIC)

    def for_engine(self) -> EngineDocument:
        """The row as the engines take it."""
        filters = {name: getattr(self, column) for name, column in FACTS.items()}
        words = {name: getattr(self, name) for name in ("title", "summary", "labels", "body", "language", "visibility")}
        point = None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)
        return EngineDocument(key=self.key, family=self.family, version=self.version, filters=filters, fresh=self.fresh, point=point, **words)

    @property
    def fresh(self) -> int:
        """The day of the last check as a number that grows with it: nought without one, below it for what is sunk."""
        if SUNK in self.states:
            return -1
        return (self.checked - EPOCH).days if self.checked else 0


class OpenSpan(models.Model):
    """A stretch of time in which somebody is there, of the family with this number."""

    family = models.BigIntegerField(db_index=True)
    opens = models.DateTimeField()
    closes = models.DateTimeField()

    class Meta:
        verbose_name = "open span"
        verbose_name_plural = "open spans"
        indexes = (models.Index(fields=("opens", "closes"), name="search_opens_closes"),)

    def __str__(self) -> str:
        """Who, from when, until when."""
        return f"{self.family} {self.opens:%F %R}–{self.closes:%F %R}"
