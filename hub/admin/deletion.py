"""Deleting pages that others need: said before it happens, with a way on, instead of an error in the middle (DESIGN §4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Model, ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from hub.models import HubPage
from hub.models.visibility import hub_page_models

from .hide_views import hidden_text
from .hiding import hide, may_hide


@dataclass
class Needed:
    """Who needs a page that somebody wants to delete: ``members`` read its facts or those of a page below it, ``others`` point to one of them."""

    members: list[Page] = field(default_factory=list)
    others: list[Page] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.members or self.others)


def who_needs(page: Page) -> Needed:
    """The pages outside of ``page`` and all below it that could not be without them."""
    members = [member for model in hub_page_models() for member in _members_outside(model, page)]
    found: dict[int, Page] = {one.pk: one for one in _protectors(page) if not one.path.startswith(page.path)}
    return Needed(members, [one for pk, one in found.items() if pk not in {member.pk for member in members}])


def _members_outside(model: type[HubPage], page: Page) -> list[HubPage]:
    """Translations elsewhere that read facts from pages at or below ``page``."""
    return list(model._default_manager.filter(facts_page__path__startswith=page.path).exclude(path__startswith=page.path).select_related("locale"))


def _protectors(page: Page) -> list[Page]:
    """The pages that hold a row which forbids the deletion (on_delete PROTECT or RESTRICT), found by Django's own collector."""
    try:
        with transaction.atomic():
            Collector(using="default").collect(Page.objects.filter(path__startswith=page.path))
    except ProtectedError as error:
        return [owner for row in error.protected_objects if (owner := page_of(row))]
    except RestrictedError as error:
        return [owner for row in error.restricted_objects if (owner := page_of(row))]
    return []


def page_of(row: Model) -> Page | None:
    """The page itself, or the page that a row of facts belongs to."""
    owner: Any = row
    while owner is not None and not isinstance(owner, Page):
        owner = getattr(owner, "page", None) or getattr(owner, "phone", None) or getattr(owner, "channel", None)
    return owner


def answer_to_deletion(request: HttpRequest, page: Page) -> HttpResponse | None:
    """None where nobody needs the page; else a page that says who does and offers to hide it, and to administrators to delete it in all
    languages. Its two buttons come back here."""
    needed = who_needs(page)
    if not needed:
        return None
    if request.method == "POST" and "hide" in request.POST and may_hide(request.user, page):
        hide(page, request.user)
        messages.success(request, hidden_text(page))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    if request.method == "POST" and "everywhere" in request.POST and request.user.is_superuser and not needed.others:
        delete_everywhere(page, request.user)
        messages.success(request, _("“%(title)s” is deleted in all languages.") % {"title": page.get_admin_display_title()})
        return redirect("wagtailadmin_explore_root")
    return render(request, "hub/admin/needed.html", {"page": page, "needed": needed, "can_hide": may_hide(request.user, page)})


def answer_to_bulk_deletion(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    """The same for several pages: none is deleted while one of them is needed."""
    for page in pages:
        if needed := who_needs(page):
            return render(request, "hub/admin/needed.html", {"page": page, "needed": needed, "bulk": True})
    return None


@transaction.atomic
def delete_everywhere(page: Page, user: Any) -> None:
    """Delete ``page`` and all below it with their translations; translations go first, for they stand on the facts."""
    for member in sorted(who_needs(page).members, key=lambda one: -one.depth):
        Page.objects.get(pk=member.pk).delete(user=user)
    Page.objects.get(pk=page.pk).specific.delete(user=user)
