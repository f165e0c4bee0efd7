"""Deleting pages that others need: said before it happens, with a way on, instead of an error in the middle (DESIGN §4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import PROTECT, RESTRICT, Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, ReferenceIndex

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
    family = _all_that_would_go(page, members)
    return Needed(list(members), [*_standing_on(family), *_others_below(members, family)])


def _members_outside(model: type[HubPage], page: Page) -> list[HubPage]:
    """Translations elsewhere that read facts from pages at or below ``page``."""
    return list(model._default_manager.filter(facts_page__path__startswith=page.path).exclude(path__startswith=page.path).select_related("locale"))


def _all_that_would_go(page: Page, members: list[HubPage]) -> set[int]:
    """The numbers of ``page``, of all below it, and of their translations."""
    return {*Page.objects.filter(path__startswith=page.path).values_list("pk", flat=True), *(member.pk for member in members)}


def _holding_fields() -> list[tuple[type[Model], Any]]:
    """The fields that forbid the deletion of a page they point to; but for ``facts_page``, whose pages go with it."""
    fields: list[tuple[type[Model], Any]] = [(model, one) for model in apps.get_models() for one in model._meta.local_concrete_fields]
    return [(model, one) for model, one in fields if one.remote_field and _holds_a_page(one) and one.name != "facts_page"]


def _holds_a_page(field: Any) -> bool:
    """Does ``field`` point to a page, and forbid its deletion?"""
    return issubclass(field.related_model, Page) and field.remote_field.on_delete in (PROTECT, RESTRICT)


def _standing_on(family: set[int]) -> list[Page]:
    """Pages outside of ``family`` that hold a row which forbids the deletion of one in it."""
    rows = (row for model, field in _holding_fields() for row in model._base_manager.filter(**{f"{field.name}__in": family}))
    owners = {owner.pk: owner for row in rows if (owner := page_of(row))}
    return [owner for pk, owner in owners.items() if pk not in family]


def _others_below(members: list[HubPage], family: set[int]) -> list[Page]:
    """Pages below translations that are no translation of anything in ``family``: they would go along unseen."""
    below = Q()
    for member in members:
        below |= Q(path__startswith=member.path)
    return list(Page.objects.filter(below).exclude(pk__in=family).select_related("locale")) if members else []


def mentions(page: Page) -> QuerySet[Page]:
    """Pages elsewhere whose texts link to ``page`` or one below it, or show it. They can be without it, but their editors should know."""
    gone = Page.objects.filter(path__startswith=page.path)
    found = ReferenceIndex.get_references_to_in_bulk(gone).filter(base_content_type=ContentType.objects.get_for_model(Page))
    pks = [int(pk) for pk in found.values_list("object_id", flat=True)]
    return Page.objects.filter(pk__in=pks).exclude(path__startswith=page.path).select_related("locale").order_by("path")


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
        _tell_mentions(request, page)
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


def _tell_mentions(request: HttpRequest, page: Page) -> None:
    """Before a deletion that nothing forbids: which pages have it in their texts."""
    if request.method == "GET" and (found := list(mentions(page))):
        links = format_html_join(
            ", ", '<a href="{}"><bdi lang="{}">{}</bdi></a>', ((_edit(one), one.locale.language_code, one.title) for one in found)
        )
        messages.warning(request, format_html("{} {}", _("These pages link to it or show it, and will have a gap:"), links))


def _edit(page: Page) -> str:
    """The address of its form."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


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
