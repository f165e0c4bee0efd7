"""What waits to be translated into a language: missing, begun, out of date, up to date; newest alerts and services first, then the oldest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.db import models
from django.db.models import Case, Count, DateTimeField, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet

from hub.models import HubPage
from hub.models.visibility import hub_page_models, visible_pages

from .models import TranslationState

Alerts = Callable[[], Subquery]
"""Gives, for the page ``OuterRef("pk")``, the day from which its newest alert holds, or nothing."""

_first: Final[dict[type[HubPage], Alerts]] = {}


class State(models.TextChoices):
    """Where a translation stands."""

    MISSING = "missing", _("Missing")
    STARTED = "started", _("In translation")
    OUTDATED = "outdated", _("Out of date")
    CURRENT = "current", _("Up to date")


WAITING: Final = (State.MISSING, State.STARTED, State.OUTDATED)


def register_first(model: type[HubPage], alerts: Alerts) -> None:
    """Let pages of ``model`` come before all others, and those with the newest alerts before these. Its app says so in its ``ready()``."""
    _first[model] = alerts


def originals(locale: Locale) -> PageQuerySet:
    """The originals in other languages that everybody may see: what can be translated into ``locale``. Drafts and hidden pages wait."""
    own = Q()
    for model in hub_page_models():
        own |= Q(pk__in=model._default_manager.filter(facts_page=None).values("pk"))
    return visible_pages(at_any_time=True).filter(own).exclude(locale=locale)


def queue(locale: Locale) -> PageQuerySet:
    """The same with ``state``, ``target`` (the key of the translation), ``since`` (when it began to wait) and ``alert``, in the order of the work."""
    target = Page.objects.filter(translation_key=OuterRef("translation_key"), locale=locale)
    changed = TranslationState.objects.filter(page__translation_key=OuterRef("translation_key"), page__locale=locale)
    pages = originals(locale).annotate(
        target=Subquery(target.values("pk")[:1]),
        target_live=Subquery(target.values("live")[:1]),
        changed=Subquery(changed.values("source_changed_on")[:1]),
        alert=_newest_alert(),
        first=Case(When(content_type__model__in=[model._meta.model_name for model in _first], then=Value(0)), default=Value(1)),
    )
    return pages.annotate(state=_state(), since=_since()).order_by(F("alert").desc(nulls_last=True), "first", "since", "path")


def _state() -> Case:
    """One of ``State``."""
    return Case(
        When(target=None, then=Value(State.MISSING.value)),
        When(target_live=False, then=Value(State.STARTED.value)),
        When(changed__isnull=False, then=Value(State.OUTDATED.value)),
        default=Value(State.CURRENT.value),
    )


def _since() -> Case:
    """When readers of the language began to wait: when the original came out, or changed."""
    return Case(When(target_live=True, changed__isnull=False, then=F("changed")), default=F("first_published_at"), output_field=DateTimeField())


def _newest_alert() -> Any:
    """The day of the newest alert."""
    days = [alerts() for alerts in _first.values()]
    nothing = Value(None, output_field=models.DateField())
    return Coalesce(*days, nothing) if days else nothing


def counts(locale: Locale) -> dict[str, int]:
    """How many originals stand where."""
    found = dict(queue(locale).order_by().values_list("state").annotate(number=Count("pk")))
    return {state.value: found.get(state.value, 0) for state in State}
