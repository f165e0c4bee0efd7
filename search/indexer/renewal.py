"""Writing anew the texts of rows that were marked: labels, areas, names of organisations, rows of facts saved by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from wagtail.models import Page

from search import documents
from search.models import SearchDocument
from search.outbox import searchable_models

AT_A_TIME = 100


def renew_stale() -> int:
    """Write the marked rows anew; how many pages that were."""
    stale = SearchDocument.objects.filter(stale=True).order_by("page_id").values_list("page_id", flat=True).distinct()
    return sum(renew_pages(list(stale)))


def renew_pages(pages: Iterable[int]) -> Iterator[int]:
    """Write the rows of these pages anew, some at a time; after each batch its size."""
    waiting = iter(pages)
    while batch := list(islice(waiting, AT_A_TIME)):
        found = {page.pk: page for page in Page.objects.filter(pk__in=batch).select_related("locale").specific()}
        for pk in batch:
            renew_page(pk, found.get(pk))
        yield len(batch)


def renew_page(pk: int, page: Page | None) -> None:
    """Write the rows of one page anew; one that is gone is withdrawn."""
    if page is None:
        documents.remove(pk)
        SearchDocument.objects.filter(page_id=pk).update(stale=False)
    else:
        documents.renew(page)


def all_pages() -> list[int]:
    """The pages that can bring documents, with those that once did."""
    live = Page.objects.filter(live=True).type(*searchable_models()).values_list("pk", flat=True)
    return sorted({*live, *SearchDocument.objects.values_list("page_id", flat=True)})
