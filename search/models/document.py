"""One row for each page and language that can be found: text store, and outbox for the indexes, in one."""

from __future__ import annotations

from typing import Any, Final

from django.db import models
from wagtail.models import Page

from search.engines.base import PUBLIC, EngineDocument

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
}
"""The column that holds the values of each filter of ``search.engines.base.FILTERS``."""


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
        )

    def __str__(self) -> str:
        """Key and title."""
        return f"{self.key} {self.title}".strip()

    def for_engine(self) -> EngineDocument:
        """The row as the engines take it."""
        filters = {name: getattr(self, column) for name, column in FACTS.items()}
        words = {name: getattr(self, name) for name in ("title", "summary", "labels", "body", "language", "visibility")}
        return EngineDocument(key=self.key, family=self.family, version=self.version, filters=filters, **words)
