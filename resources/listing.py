"""What is in a section: its pages, and the services that have no words in the reader's language but answer all the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Final
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from wagtail.models import Page

from hub.models import HubPage, visible_pages
from hub.models.visibility import hub_page_models
from resources.cards import Card, cards_of

PER_PAGE: Final = 20


@dataclass(frozen=True)
class _Row:
    """A page below the section, or below a translation of it. ``kind``: its content type; ``own``: in the section's language; ``answers``: it does
    so without words in the reader's."""

    pk: int
    kind: int
    family: UUID
    own: bool
    answers: bool
    path: str


def listing(section: HubPage, number: str | None) -> PaginatorPage[Card]:
    """The visible pages right below ``section`` as cards, 20 a page: first its own in the order of the page tree, then the services and
    organisations that stand in the same section in other languages only. An odd or missing ``number`` gives the nearest page."""
    page: Any = Paginator(_shown(section), PER_PAGE).get_page(number)
    page.object_list = cards_of(_loaded(list(page.object_list)))
    return page


def _shown(section: HubPage) -> list[_Row]:
    """One row for each family, in the order of the list."""
    shown: dict[UUID, _Row] = {}
    for row in sorted(_rows_below(section), key=lambda row: (not row.own, row.path)):
        if row.own or row.answers:
            shown.setdefault(row.family, row)
    return list(shown.values())


def _rows_below(section: HubPage) -> list[_Row]:
    """The visible pages right below the section in all its languages: a few columns of each. Which are below is asked first, by the paths of the
    sections: to ask of each page what stands above it the database read all pages of the site, and whether each may be seen."""
    sections = visible_pages().filter(translation_key=section.translation_key)
    below = reduce(or_, (one.get_children() for one in sections), Page.objects.none())
    rows = visible_pages().filter(pk__in=below.order_by().values("pk"))
    answering = _answering()
    columns = rows.values_list("pk", "translation_key", "locale_id", "content_type_id", "path")
    return [_Row(pk, kind, family, locale == section.locale_id, kind in answering, path) for pk, family, locale, kind, path in columns]


def _answering() -> set[int]:
    """The content types of pages that answer without words in the reader's language."""
    models = [model for model in hub_page_models() if model.answers_without_words]
    return {content_type.pk for content_type in ContentType.objects.get_for_models(*models).values()}


def _loaded(rows: list[_Row]) -> list[Any]:
    """The pages of ``rows`` with their own types, in this order: a query for each type."""
    found: dict[int, Any] = {}
    for kind in dict.fromkeys(row.kind for row in rows):
        model: Any = ContentType.objects.get_for_id(kind).model_class()
        found.update(model.objects.select_related("locale").in_bulk([row.pk for row in rows if row.kind == kind]))
    return [found[row.pk] for row in rows if row.pk in found]
