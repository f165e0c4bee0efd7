"""The ledger of an import: what each entry said, what its page held afterwards, and so: what the source changed since, what editors did."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import ManyToOneRel, Model
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.models import Page

from resources.models import ImportedEntry

Digests = dict[str, str]
EDITOR_KEYS: Final = re.compile(r' data-block-key="[^"]*"')


def digest(value: Any) -> str:
    """A digest of anything that JSON can say."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


def digests(values: dict[str, Any]) -> Digests:
    """A digest of each of ``values``."""
    return {name: digest(value) for name, value in values.items()}


def page_digests(page: Page, names: Iterable[str]) -> Digests:
    """Digests of what the fields and child relations ``names`` of ``page`` hold, whatever ids their rows and blocks have."""
    held = page.serializable_data()
    return {name: digest(_plain(page._meta.get_field(name), held[name])) for name in names}


def _plain(field: Any, value: Any) -> Any:
    """A serialised value without what says nothing: ids of blocks and rows, keys that the rich-text editor adds, the order of a set."""
    if isinstance(field, StreamField):
        return _without_keys(json.loads(value))
    if isinstance(field, ManyToOneRel):
        return [_row(field.related_model, row) for row in value]
    return sorted(value, key=str) if isinstance(value, list) else _without_keys(value)


def _row(model: type[Model], row: dict[str, Any]) -> dict[str, Any]:
    """A row of facts without its own key, its parent's and its place."""
    own = {"pk", "sort_order", *(field.name for field in model._meta.fields if isinstance(field, ParentalKey))}
    below = {one.get_accessor_name(): one for one in model._meta.related_objects if isinstance(one.field, ParentalKey)}
    return {name: _plain(below[name], held) if name in below else held for name, held in row.items() if name not in own}


def _without_keys(value: Any) -> Any:
    """Raw blocks without ids and editor's keys."""
    if isinstance(value, dict):
        return {key: _without_keys(held) for key, held in value.items() if key != "id"}
    if isinstance(value, list):
        return [_without_keys(one) for one in value]
    return EDITOR_KEYS.sub("", value) if isinstance(value, str) else value


class Ledger:
    """The rows of one source. ``find`` also notes that the source still has the entry."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.seen: set[tuple[str, str]] = set()

    def find(self, entry: str, language: str) -> ImportedEntry | None:
        """The row of ``entry`` in ``language``, if it was imported before."""
        self.seen.add((entry, language))
        rows = ImportedEntry.objects.filter(source=self.source, entry=entry, language=language)
        return rows.select_related("page").first()

    def knows(self, entry: str) -> bool:
        """Was ``entry`` imported before, in any language?"""
        return ImportedEntry.objects.filter(source=self.source, entry=entry).exists()

    def begin(self, entry: str, language: str, page: Page) -> ImportedEntry:
        """Note that ``page`` is being made for ``entry``: everything of it is still to be written."""
        row, _new = ImportedEntry.objects.update_or_create(
            source=self.source,
            entry=entry,
            language=language,
            defaults={"page_id": page.pk, "digest": "", "given": {}, "left": {}, "imported_on": timezone.now()},
        )
        return row

    def finish(self, row: ImportedEntry, page: Page, given: Digests, names: Iterable[str]) -> None:
        """Note that the fields ``names`` of ``page`` were written from an entry with the digests ``given``."""
        names = list(names)
        row.given = {**row.given, **{name: given[name] for name in names}}
        row.left = {**row.left, **page_digests(page, names)}
        row.digest = digest(row.given)
        row.page_id, row.revision_id, row.imported_on = page.pk, page.latest_revision_id, timezone.now()
        row.save()

    def unseen(self) -> list[str]:
        """The entries that were imported once, still have a page, and were not found this time."""
        rows = ImportedEntry.objects.filter(source=self.source, page__isnull=False).order_by("entry", "language")
        return [f"{entry} ({language})" for entry, language in rows.values_list("entry", "language").iterator() if (entry, language) not in self.seen]


def unchanged(row: ImportedEntry, given: Digests) -> bool:
    """Does the entry say what it said when it was imported, in all fields?"""
    return bool(row.digest) and row.digest == digest(given)


def to_write(row: ImportedEntry, given: Digests, page: Page) -> tuple[list[str], list[str]]:
    """The fields that the source changed and nobody here did since, and those that both changed: these stay as editors left them."""
    changed = [name for name in given if row.given.get(name) != given[name]]
    now = page_digests(page, changed) if row.digest else {}
    kept = [name for name in changed if row.digest and name in row.left and now[name] != row.left[name]]
    return [name for name in changed if name not in kept], kept
