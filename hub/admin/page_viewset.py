"""Wagtail's forms of pages, one writer at a time.

Wagtail reads the page, or the section that gets a new one, long before it writes. Two requests at once (a form that saves itself while somebody taps
"Publish", two editors) would meet in the tree as an error, or undo each other's facts.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from hub.corrections.correct import lock


class OneAtATime:
    """A view of Wagtail that reads and writes under a lock on the page that its address names."""

    lock_on: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Wait for whoever writes the page just now; reading waits for nobody."""
        if request.method != "POST":
            return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        with transaction.atomic():
            lock(kwargs[self.lock_on])
            return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class AddPage(OneAtATime, CreateView):
    """The form of a new page."""

    lock_on = "parent_page_id"

    def form_invalid(self, form: Any) -> HttpResponse:
        """With the way to the page, where the form has just saved it by itself."""
        if "slug" in form.errors and not self.expects_json_response:
            self.lead_to_own_draft(form.data.get("slug", ""))
        return super().form_invalid(form)

    def lead_to_own_draft(self, slug: str) -> None:
        """Say that this person's own draft has the ``slug``, if it has."""
        mine = Page.objects.child_of(self.parent_page).filter(owner=self.request.user, slug=slug, first_published_at=None).first()
        if mine:
            button = messages.button(reverse("wagtailadmin_pages:edit", args=[mine.pk]), _("Open it"))
            messages.warning(self.request, _("This page was saved by itself a moment ago. Go on there."), buttons=[button])


class EditPage(OneAtATime, EditView):
    """The form of a page."""

    lock_on = "page_id"


class HubPageViewSet(PageViewSet):
    """Wagtail's views for all pages, with these two in place of its own."""

    model = Page
    add_view_class = AddPage
    edit_view_class = EditPage
