"""What the search must know of the site and cannot ask for by itself, since it lies below it: which pages everybody may see, and where they are.

``hub.models`` opens the gate when the models are loaded.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page


class VisiblePages(Protocol):
    """The pages that everybody may see: now, or, with ``at_any_time``, whatever their dates say."""

    def __call__(self, at_any_time: bool = False) -> QuerySet[Page]:
        """The pages."""


class VisibleAmong(Protocol):
    """Those of a few pages that everybody may see now; quicker to ask than to narrow all visible ones down to them."""

    def __call__(self, pks: Collection[int]) -> list[Page]:
        """The pages, in the order of the tree."""


class Href(Protocol):
    """The address of a page within the site, empty where it has none."""

    def __call__(self, page: Page, request: HttpRequest | None = None) -> str:
        """The address."""


@dataclass(frozen=True)
class Gate:
    """The questions."""

    visible_pages: VisiblePages
    visible_among: VisibleAmong
    href: Href


_gates: list[Gate] = []


def open_gate(visible_pages: VisiblePages, visible_among: VisibleAmong, href: Href) -> None:
    """Say who answers. Called once, when the site's models are loaded."""
    _gates[:] = [Gate(visible_pages, visible_among, href)]


def gate() -> Gate:
    """Who answers. Raises ImproperlyConfigured when nobody has said."""
    if not _gates:
        raise ImproperlyConfigured("No app has called search.gate.open_gate().")
    return _gates[0]


def visible_pages(at_any_time: bool = False) -> QuerySet[Page]:
    """The pages that everybody may see now (``at_any_time``: or could, but for their dates)."""
    return gate().visible_pages(at_any_time=at_any_time)


def visible_among(pks: Collection[int]) -> list[Page]:
    """Those of a few pages that everybody may see now, in the order of the tree."""
    return gate().visible_among(pks)


def href(page: Page, request: HttpRequest | None = None) -> str:
    """The address of ``page``, empty where it has none."""
    return gate().href(page, request)
