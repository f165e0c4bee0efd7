"""From pages to rows: what an app brings for a page (``Entry``), and how it is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol, runtime_checkable

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from wagtail.models import Page

from search.engines.base import Filters, Point
from search.models import FACTS, OpenSpan, SearchDocument
from search.outbox import stamp, withdraw

LONGEST_BODY = 400_000
"""Characters of a page's text that can be found: more than any page for people has."""


@dataclass(frozen=True)
class Entry:
    """What can be found of a page in its language. One page may bring several (the stretches of a transcript), told apart by ``part``.

    ``labels``: further words to find it by (topics, names of areas, the organisation), never shown. ``named_areas``: the codes of areas whose names
    are among them, so that a new name is followed. ``filters``: codes by the names of ``FILTERS`` and ``INNER_FILTERS`` (``search.engines.base``).
    ``card``: plain data for the app's presenter of this ``kind`` (``search.kinds``), which makes a result of it. ``checked``: the day of the last
    check of its facts; ``point``: latitude and longitude; ``renew_on``: the day on which this will say something else by itself; ``spans``: when
    somebody is there (None: not told).
    """

    kind: str
    title: str
    summary: str = ""
    body: str = ""
    labels: str = ""
    filters: Filters = field(default_factory=dict)
    card: Mapping[str, Any] = field(default_factory=dict)
    named_areas: tuple[str, ...] = ()
    checked: date | None = None
    point: Point | None = None
    renew_on: date | None = None
    spans: Sequence[tuple[datetime, datetime]] | None = None
    part: str = ""


@runtime_checkable
class Searchable(Protocol):
    """A page that brings documents. ``search_family`` is the number of its facts page."""

    pk: Any

    @property
    def search_family(self) -> int:
        """The number that all translations share."""

    def search_visible(self) -> bool:
        """Could everybody see it, but for its dates?"""

    def search_documents(self) -> Iterable[Entry]:
        """What can be found of it."""


@dataclass(frozen=True)
class Loaded:
    """What the caller knew of a page when it was loaded: whether everybody could see it, and the versions of its rows by key."""

    visible: bool
    versions: Mapping[str, int]


@transaction.atomic
def renew(page: Page, loaded: Loaded | None = None) -> None:
    """Write the rows of ``page`` (of its own type) as it now is; withdraw those it has no more, or all of them where nobody may see it.

    With ``loaded`` the page may be older than this transaction: where anybody has written its rows since, theirs stand.
    """
    rows = {row.key: row for row in SearchDocument.objects.select_for_update().filter(page_id=page.pk)}
    if loaded and loaded.versions != {key: row.version for key, row in rows.items()}:
        return
    entries = {_key(page, entry): entry for entry in _entries(page, loaded)}
    for key, entry in entries.items():
        _write(rows.get(key) or SearchDocument(key=key), _fields(page, entry))
    _write_spans(page, entries.values())
    if keys := rows.keys() - entries.keys():
        gone = SearchDocument.objects.filter(key__in=keys)
        withdraw(gone)
        gone.filter(stale=True).update(stale=False)


def _entries(page: Page, loaded: Loaded | None) -> Iterable[Entry]:
    """What the page brings, if it brings anything and everybody may see it."""
    if isinstance(page, Searchable) and (loaded.visible if loaded else page.search_visible()):
        return page.search_documents()
    return ()


def _key(page: Page, entry: Entry) -> str:
    """The key of a row: the page's number, and the part where there are several."""
    return f"{page.pk}-{entry.part}" if entry.part else str(page.pk)


def _fields(page: Any, entry: Entry) -> dict[str, Any]:
    """What the row says."""
    return {
        "page_id": page.pk,
        "family": page.search_family,
        "language": page.locale.language_code,
        "kind": entry.kind,
        "title": entry.title[:255],
        "summary": entry.summary,
        "labels": entry.labels,
        "body": entry.body[:LONGEST_BODY],
        "card": json.loads(json.dumps(dict(entry.card), cls=DjangoJSONEncoder)),
        **{column: tuple(dict.fromkeys(entry.filters.get(name, ()))) for name, column in FACTS.items()},
        "named_areas": entry.named_areas,
        "checked": entry.checked,
        "latitude": entry.point[0] if entry.point else None,
        "longitude": entry.point[1] if entry.point else None,
        "renew_on": entry.renew_on,
        "visible_from": page.go_live_at,
        "visible_until": page.expire_at,
        "withdrawn": False,
        "stale": False,
    }


def _write(row: SearchDocument, fields: Mapping[str, Any]) -> None:
    """Write the row if it says something new: only then has it a new version."""
    if row.pk and all(getattr(row, name) == value for name, value in fields.items()):
        return
    for name, value in {**fields, **stamp()}.items():
        setattr(row, name, value)
    row.save()


def _write_spans(page: Any, entries: Iterable[Entry]) -> None:
    """Keep when somebody is there: once for the family, with its facts page. What was kept of a page that nobody may see is taken away."""
    if page.pk != getattr(page, "search_family", None):
        return
    spans = {span for entry in entries for span in entry.spans or ()}
    known = {(span.opens, span.closes) for span in OpenSpan.objects.filter(family=page.pk)}
    if spans != known:
        OpenSpan.objects.filter(family=page.pk).delete()
        OpenSpan.objects.bulk_create(OpenSpan(family=page.pk, opens=opens, closes=closes) for opens, closes in sorted(spans))


def remove(page_id: int) -> None:
    """The page is gone."""
    OpenSpan.objects.filter(family=page_id).delete()
    withdraw(SearchDocument.objects.filter(page_id=page_id))
