"""Loading the facts of many live pages at once, so that a list of two hundred asks the database as often as one of twenty."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Prefetch, prefetch_related_objects

from hub.models import HubPage
from resources.models import Location, Phone, ServiceArea, ServicePage

LISTED: Final[tuple[Any, ...]] = (
    Prefetch("phones", Phone.objects.select_related("known_in")),
    "phones__hours",
    "channels__hours",
    "opening_hours",
    "languages",
    Prefetch("areas", ServiceArea.objects.select_related("area")),
    "alerts",
    "costs",
    Prefetch("locations", Location.objects.select_related("area")),
)
"""What a card in a list says."""

WHOLE: Final[tuple[Any, ...]] = (*LISTED, "access", "confidentiality", "waiting_times", "verifications", "topics", "audiences", "alerts__instead")
"""What the page of a service says."""


def prefetch_facts(pages: Iterable[HubPage], whole: bool = False) -> None:
    """Load the languages of ``pages`` and the facts of the services among them: those a card shows, or the ``whole`` of them. Pages of a preview are
    passed over: their rows are not in the database."""
    pages = [page for page in pages if page.pk]
    prefetch_related_objects(pages, "locale")
    services = [page for page in pages if isinstance(page, ServicePage)]
    prefetch_related_objects(services, "facts_page")
    facts = {id(page.facts): page.facts for page in services}
    live = [page for page in facts.values() if not is_unsaved(page)]
    if live:
        prefetch_related_objects(live, *(WHOLE if whole else LISTED))


def is_unsaved(page: HubPage) -> bool:
    """Does the page hold rows that are not those of the database (a revision, a form)?"""
    return bool(getattr(page, "_cluster_related_objects", None))
