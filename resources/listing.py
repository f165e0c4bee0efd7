"""What is in a section: its pages, and the services that have no words in the reader's language but answer all the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import Q
from wagtail.models import Page

from hub.models import HubPage, visible_pages
from hub.models.visibility import hub_page_models
from resources.cards import Card, cards_of

PER_PAGE: Final = 20


@dataclass(frozen=True)
class _Row:
    """A page below the section, or below a translation of it."""

    pk: int
    family: UUID
    own: bool
    answers: bool
    path: str


def listing(section: HubPage, number: str | None) -> PaginatorPage[Card]:
    """The visible pages right below ``section`` as cards, 20 a page: first its own in the order of the page tree, then the services and
    organisations that stand in the same section in other languages only. An odd or missing ``number`` gives the nearest page."""
    page = Paginator(_shown(section), PER_PAGE).get_page(number)
    page.object_list = cards_of(_loaded([row.pk for row in page.object_list]))
    return page


def _shown(section: HubPage) -> list[_Row]:
    """One row for each family, in the order of the list."""
    shown: dict[UUID, _Row] = {}
    for row in sorted(_rows_below(section), key=lambda row: (not row.own, row.path)):
        if row.own or row.answers:
            shown.setdefault(row.family, row)
    return list(shown.values())


def _rows_below(section: HubPage) -> list[_Row]:
    """The visible pages right below the section in all its languages, the one they began with first: a few columns of each."""
    below = Q(pk__in=[])
    for path, depth in visible_pages().filter(translation_key=section.translation_key).values_list("path", "depth"):
        below |= Q(path__startswith=path, depth=depth + 1)
    answering = _answering()
    rows = visible_pages().filter(below).values_list("pk", "translation_key", "locale_id", "content_type_id", "path")
    return [_Row(pk, family, locale == section.locale_id, content_type in answering, path) for pk, family, locale, content_type, path in rows]


def _answering() -> set[int]:
    """The content types of pages that answer without words in the reader's language."""
    models = [model for model in hub_page_models() if model.answers_without_words]
    return {content_type.pk for content_type in ContentType.objects.get_for_models(*models).values()}


def _loaded(pks: list[int]) -> list[Any]:
    """The pages of these numbers with their own types, in this order."""
    found = {page.pk: page for page in Page.objects.filter(pk__in=pks).specific()}
    return [found[pk] for pk in pks if pk in found]
