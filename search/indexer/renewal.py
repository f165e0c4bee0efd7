"""Writing anew the texts of rows that were marked: labels, areas, names of organisations, rows of facts saved by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from search import documents
from search.documents import Loaded
from search.gate import visible_pages
from search.kinds import REGISTRY
from search.models import SearchDocument
from search.outbox import searchable_models

AT_A_TIME = 100


def renew_stale() -> int:
    """Write anew the marked rows, and those whose facts say something else from today on; how many pages that were."""
    due = Q(stale=True) | Q(renew_on__lte=timezone.localdate())
    stale = SearchDocument.objects.filter(due).order_by("page_id").values_list("page_id", flat=True).distinct()
    return sum(renew_pages(list(stale)))


def renew_pages(pages: Iterable[int]) -> Iterator[int]:
    """Write the rows of these pages anew, some at a time; after each batch its size."""
    waiting = iter(pages)
    while batch := list(islice(waiting, AT_A_TIME)):
        for pk, (page, loaded) in load(batch).items():
            if page is None:
                documents.remove(pk)
                SearchDocument.objects.filter(page_id=pk).update(stale=False)
            else:
                documents.renew(page, loaded)
        yield len(batch)


def load(batch: list[int]) -> dict[int, tuple[Page | None, Loaded]]:
    """These pages, each of its own type (None: it is gone), with what their documents are made of, in few queries."""
    versions: dict[int, dict[str, int]] = {pk: {} for pk in batch}
    for pk, key, version in SearchDocument.objects.filter(page_id__in=batch).values_list("page_id", "key", "version"):
        versions[pk][key] = version
    found = {page.pk: page for page in Page.objects.filter(pk__in=batch).select_related("locale").specific()}
    visible = set(visible_pages(at_any_time=True).filter(pk__in=batch).values_list("pk", flat=True))
    for loader in REGISTRY.loaders:
        loader([page for pk, page in found.items() if pk in visible])
    return {pk: (found.get(pk), Loaded(pk in visible, versions[pk])) for pk in batch}


def all_pages() -> list[int]:
    """The pages that can bring documents, with those that once did."""
    live = Page.objects.filter(live=True).type(*searchable_models()).values_list("pk", flat=True)
    return sorted({*live, *SearchDocument.objects.values_list("page_id", flat=True)})
