"""What waits for the person who has signed in: the first things on the first page of the admin, and all of them on a page of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from laces.components import Component
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from hub.admin.due import Due, due_for, pages_looked_after, register

FIRST: Final = 8


def reviews(user: Any) -> Iterator[Due]:
    """Pages whose day to be read again has come."""
    today = timezone.localdate()
    for page in pages_looked_after(user, review_on__lte=today):
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        yield Due("review", str(_("Read this page again")), page.get_admin_display_title(), address, page.review_on or today)


class DuePanel(Component):
    """The first things that wait, on the first page of the admin."""

    name = "due"
    template_name = "hub/admin/due_panel.html"
    order = 10

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The first few, and how many there are."""
        due = due_for(self.user)
        text = ngettext("One thing waits for you", "%(count)d things wait for you", len(due)) % {"count": len(due)}
        heading = text if due else _("Nothing waits for you")
        token = (parent_context or {}).get("csrf_token")
        return {"due": due[:FIRST], "more": len(due) > FIRST, "heading": heading, "csrf_token": token}


class DueView(WagtailAdminTemplateMixin, TemplateView):
    """Everything that waits for the person who has signed in."""

    template_name = "hub/admin/due.html"
    page_title = _("What waits for you")
    header_icon = "tasks"
    _show_breadcrumbs = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """All of it."""
        return {**super().get_context_data(**kwargs), "due": due_for(self.request.user)}


def menu_item() -> MenuItem:
    """The way to it: the first of the menu."""
    return MenuItem(_("What waits for you"), reverse("due"), name="due", icon_name="tasks", order=10)


register(reviews)
