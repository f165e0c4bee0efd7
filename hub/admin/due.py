"""What waits for a person: one list for the dashboard and for "what is due", to which every app brings its own.

An app registers a provider in its ``ready()``; the dashboard asks all of them. Nothing is stored: what is due follows from the pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet
from wagtail.permission_policies.pages import PagePermissionPolicy

from hub.models import HubPage
from hub.models.visibility import hub_page_models


@dataclass(frozen=True)
class Due:
    """One thing to do: ``kind`` is a code (``review``, ``report``…), ``text`` says what is to be done, ``page`` (its title as it stands in the admin)
    where, ``address`` leads to the place in the admin where it is done, ``since`` is the day it became due. ``urgent`` comes first. ``answers`` are
    those that need no more than a click: what the button says, and the address that it posts to."""

    kind: str
    text: str
    page: str
    address: str
    since: date
    urgent: bool = False
    answers: tuple[tuple[str, str], ...] = ()


Provider = Callable[[Any], Iterable[Due]]
"""Takes a user, gives what waits for that user."""

_providers: Final[list[Provider]] = []


def register(provider: Provider) -> Provider:
    """Add ``provider``, once."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def due_for(user: Any) -> list[Due]:
    """Everything that waits for ``user``: urgent things first, then the oldest."""
    found = [one for provider in _providers for one in provider(user)]
    return sorted(found, key=lambda one: (not one.urgent, one.since, one.page))


def looked_after_by(user: Any, model: type[HubPage]) -> QuerySet[Any]:
    """The facts pages of ``model`` that ``user`` looks after: those whose steward ``user`` is, and those without a steward that ``user`` may change.
    Who may change no facts looks after none."""
    pages = model._default_manager.filter(facts_page=None)
    if not user.has_perm("hub.change_facts"):
        return pages.none()
    mine = PagePermissionPolicy(model).instances_user_has_permission_for(user, "change").values("pk")
    return pages.filter(Q(steward=user) | Q(steward=None, pk__in=mine))


def pages_looked_after(user: Any, **conditions: Any) -> Iterable[HubPage]:
    """The facts pages of all types that ``user`` looks after and that fulfil ``conditions``."""
    for model in hub_page_models():
        yield from looked_after_by(user, model).filter(**conditions).select_related("locale")
