"""Who may see a page: one rule, asked of the database each time (DESIGN §2, rule 4)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

if TYPE_CHECKING:
    from .page import HubPage


@cache
def hub_page_models() -> tuple[type[HubPage], ...]:
    """Every page type of the hub."""
    from .page import HubPage

    return tuple(model for model in apps.get_models() if issubclass(model, HubPage))


def in_time() -> Q:
    """Live, and now within its dates: compared when read, so that a page ends on time even if no command ran."""
    now = timezone.now()
    return Q(live=True) & (Q(go_live_at=None) | Q(go_live_at__lte=now)) & (Q(expire_at=None) | Q(expire_at__gt=now))


def _below(paths: list[str], prefix: str = "") -> Q:
    """At or below one of ``paths``."""
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(**{f"{prefix}path__startswith": path})
    return found


def restricted_paths() -> list[str]:
    """The paths of all pages with a view restriction: these and all below them are for some people only."""
    return list(PageViewRestriction.objects.values_list("page__path", flat=True))


def facts_listed() -> Q:
    """The facts of the family are listed."""
    return Q(facts_page=None, listed=True) | Q(facts_page__listed=True)


def visible_of(model: type[HubPage]) -> QuerySet[HubPage]:
    """The pages of one type that everybody may see now: in time, listed, and neither the page nor its facts page restricted."""
    paths = restricted_paths()
    pages = model._default_manager.filter(in_time(), facts_listed())
    return pages.exclude(_below(paths) | _below(paths, "facts_page__")) if paths else pages


def visible_pages(at_any_time: bool = False) -> QuerySet[Page]:
    """The same for all types at once, as plain ``Page`` rows; ``at_any_time``: also those whose dates, and nothing else, hold them back now."""
    paths = restricted_paths()
    pages = Page.objects.filter(Q(live=True) if at_any_time else in_time())
    if paths:
        pages = pages.exclude(_below(paths))
    for model in hub_page_models():
        refused = model._default_manager.exclude(facts_listed())
        if paths:
            refused = refused | model._default_manager.filter(_below(paths, "facts_page__"))
        pages = pages.exclude(pk__in=refused.values("pk"))
    return pages
