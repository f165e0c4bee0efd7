"""The rows of the list: what is to be done on each page, and how much. A handful of queries for a page of rows, however many they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.html import strip_tags
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import StringSegment, StringTranslation

from hub.models import HubPage

from .models import TranslationState
from .queue import State
from .states import words_in

BLOCKS: Final = re.compile(r"</?(?:p|h\d|li|ul|ol|br|hr)\b[^>]*>")
NOT_TEXTS: Final = {"id", "type"}
"""Keys of blocks that hold no words."""


@dataclass
class Row:
    """One original and where its translation stands: texts ``done`` of ``total`` while it is being translated, texts ``changed`` since it was."""

    page: Page
    state: State
    target: int | None = None
    done: int = 0
    total: int = 0
    changed: int = 0


def rows(pages: Iterable[Any], locale: Locale) -> list[Row]:
    """A row for each of ``pages`` (from ``queue``)."""
    found = [Row(page, State(page.state), page.target) for page in pages]
    _add_progress([row for row in found if row.state == State.STARTED], locale)
    _add_changes([row for row in found if row.state == State.OUTDATED])
    return found


def _add_progress(found: list[Row], locale: Locale) -> None:
    """How many texts are translated. One query."""
    translated = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"), context_id=OuterRef("context_id"), locale=locale, has_error=False
    ).exclude(data="")
    segments = StringSegment.objects.filter(source__object_id__in=[row.page.translation_key for row in found])
    numbers = {
        key: (done, total)
        for key, done, total in segments.values_list("source__object_id").annotate(done=Count("pk", filter=Q(Exists(translated))), total=Count("pk"))
    }
    for row in found:
        row.done, row.total = numbers.get(row.page.translation_key, (0, 0))


def _add_changes(found: list[Row]) -> None:
    """How many texts of the original differ from the version that was translated. Two queries."""
    pinned = dict(TranslationState.objects.filter(page__in=[row.target for row in found]).values_list("page_id", "source_revision_id"))
    keys = [*pinned.values(), *(row.page.live_revision_id for row in found)]
    revisions = Revision.objects.in_bulk([key for key in keys if key])
    for row in found:
        before, now = revisions.get(pinned.get(row.target or 0)), revisions.get(row.page.live_revision_id)
        if before and now and row.page.specific_class:
            row.changed = changed_texts(before.content, now.content, row.page.specific_class)


def changed_texts(before: dict[str, Any], now: dict[str, Any], model: type[HubPage]) -> int:
    """How many texts are new, different or gone between two versions of an original."""
    old, new = (Counter(_texts(list(words_in(content, model).values()))) for content in (before, now))
    return max((new - old).total(), (old - new).total())


def _texts(value: Any) -> Iterator[str]:
    """The texts in the words of a page, cut where paragraphs, headings and items end."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in NOT_TEXTS:
                yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, str):
        yield from _paragraphs(value)


def _paragraphs(html: str) -> Iterator[str]:
    """The texts of HTML, or of a plain field."""
    yield from (text for part in BLOCKS.split(html) if (text := strip_tags(part).strip()))
