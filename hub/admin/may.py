"""Who may correct facts where; whoever may not reads why."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from wagtail.locks import BasicLock
from wagtail.models import Page

from hub.models import HubPage, visible_pages

from .forms import CHANGE_FACTS


def facts_page(page_id: int) -> Any:
    """The page with the facts of the page of this number. Raises Http404 where there is none."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, HubPage):
        raise Http404
    return page.facts


def why_refused(request: HttpRequest, page: Any, *permissions: str) -> HttpResponse | None:
    """None for whoever may change facts and holds ``permissions`` (``change``, ``publish``) on ``page``; else a page that says what is missing, or
    who has locked the page. Moderation and a date that waits lock words, not facts."""
    allowed = page.permissions_for_user(request.user)
    if not request.user.has_perm(CHANGE_FACTS):
        return refuse(request, page, _("Your account may not change facts. Ask an editor to correct them."))
    if not allowed.can_edit() or ("publish" in permissions and not allowed.can_publish()):
        return refuse(request, page, _("Corrected facts are published at once, and your account may not publish this page. Ask an editor of it."))
    lock = page.get_lock()
    if isinstance(lock, BasicLock) and lock.for_user(request.user):
        return refuse(request, page, str(lock.get_message(request.user)), 423)
    return None


def why_not_published(request: HttpRequest, page: Any) -> HttpResponse | None:
    """None where readers have seen the facts of ``page``; else a page that says to publish them first."""
    if page.first_published_at:
        return None
    return refuse(request, page, _("This page has not been published yet. Open its form, correct the facts there, and publish it."), 409)


def refuse(request: HttpRequest, page: Any, reason: str, status: int = 403) -> HttpResponse:
    """A page that says why not, and leads back. It names the page to whoever may open it, or reads it on the site."""
    told = page.permissions_for_user(request.user).can_edit() or visible_pages().filter(pk=page.pk).exists()
    return render(request, "hub/admin/facts_refused.html", {"page": page if told else None, "reason": reason}, status=status)
