"""Telling the indexes what has changed: every change of a row gives it a higher version, in the transaction that made the change."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from search.gate import visible_pages
from search.models import SearchDocument, Version

Documents = QuerySet[SearchDocument]

NOTHING: Final[dict[str, Any]] = {
    "title": "",
    "summary": "",
    "labels": "",
    "body": "",
    "card": {},
    **dict.fromkeys(("channels", "help_languages", "topics", "audiences", "costs", "access", "kinds", "areas", "named_areas", "reach", "states"), ()),
    **dict.fromkeys(("checked", "latitude", "longitude", "renew_on"), None),
}
"""What a withdrawn row holds: what is not held cannot leak."""


AT_ONCE: Final = 100
"""More changes than ever are under way at the same time."""


def next_version() -> int:
    """A number higher than all that were given out before."""
    version: int = Version.objects.create().pk
    return version


def latest_version() -> int:
    """A number that grows with every change of what readers may see: the sum of the last numbers given out. The highest alone would not do where
    changes may end in another order than they began. Asked with each page, so without the detour by the models."""
    last = f"SELECT id FROM {Version._meta.db_table} ORDER BY id DESC LIMIT {AT_ONCE}"  # our own table  # nosec B608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT SUM(id) FROM ({last}) AS last")  # nosec B608
        return int(cursor.fetchone()[0] or 0)


def stamp() -> dict[str, Any]:
    """The fields that every change of a row sets."""
    return {"version": next_version(), "updated": timezone.now()}


@cache
def searchable_models() -> tuple[type[models.Model], ...]:
    """The page types that bring documents."""
    return tuple(model for model in apps.get_models() if issubclass(model, Page) and getattr(model, "search_kind", None))


@transaction.atomic
def mark(documents: Documents) -> None:
    """The texts of these rows may be old: the indexer writes them anew. Rows of pages that nobody may see any more are withdrawn at once."""
    if not documents.update(stale=True, **stamp()):
        return
    hidden = documents.filter(withdrawn=False).exclude(page__in=visible_pages(at_any_time=True).values("pk"))
    withdraw(hidden)


def withdraw(documents: Documents) -> None:
    """Take these rows out of the search, and their texts out of the table."""
    documents.filter(withdrawn=False).update(withdrawn=True, **NOTHING, **stamp())


@transaction.atomic
def mark_pages(pages: QuerySet[Page]) -> None:
    """Mark the rows of ``pages``, and make rows (still empty, for the indexer to fill) for those that were never found before."""
    mark(SearchDocument.objects.filter(page__in=pages.values("pk")))
    types = ContentType.objects.get_for_models(*searchable_models()).values()
    new = pages.filter(live=True, content_type__in=types).exclude(pk__in=SearchDocument.objects.values("page"))
    fields = {"withdrawn": True, "stale": True, **stamp()}
    found = new.select_related("locale").only("pk", "locale")
    rows = (SearchDocument(key=str(page.pk), page=page, family=page.pk, language=page.locale.language_code, **fields) for page in found)
    SearchDocument.objects.bulk_create(rows, batch_size=500)


def mark_families(families: Iterable[int]) -> None:
    """Mark the rows of these families (numbers of facts pages), if there are any."""
    if numbers := list(families):
        mark(SearchDocument.objects.filter(family__in=numbers))


def at_or_below(path: str) -> QuerySet[Page]:
    """The page with the tree path ``path`` and all below it."""
    return Page.objects.filter(path__startswith=path)


def mark_branch(path: str) -> None:
    """Mark all pages at or below ``path``, wherever in their families they stand, and the families whose facts pages are among them."""
    mark_pages(at_or_below(path))
    below = at_or_below(path).values("pk")
    mark(SearchDocument.objects.filter(~Q(page__in=below), family__in=below))
