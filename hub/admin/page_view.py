"""A page of the admin about one family: it is asked for any page of the family and speaks of the one that keeps the facts."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import GenericPageBreadcrumbsMixin
from wagtail.models import Page

from hub.models import HubPage


class FamilyViewMixin(GenericPageBreadcrumbsMixin, WagtailAdminTemplateMixin):
    """``object`` is the facts page. Whoever may not do what the view is for is sent away as everywhere in the admin."""

    request: HttpRequest
    object: HubPage
    header_icon = "doc-empty-inverse"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the facts page. Raises Http404 for a page that is none of the hub's."""
        super().setup(request, *args, **kwargs)
        page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        if not isinstance(page, HubPage):
            raise Http404
        self.object = page.facts

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Raises PermissionDenied for whoever may not."""
        if not self.may():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def may(self) -> bool:
        """May this person do it?"""
        raise NotImplementedError

    def get_page_subtitle(self) -> str:
        """The title of the page, as the admin writes it."""
        return str(self.object.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way through the tree, and this view."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}]

    @property
    def next_url(self) -> str:
        """Where to go afterwards: where this person came from, else the form of the page."""
        return get_valid_next_url_from_request(self.request) or reverse("wagtailadmin_pages:edit", args=[self.object.pk])

    def leave(self) -> HttpResponseRedirect:
        """Go there."""
        return redirect(self.next_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the page and the way back."""
        return {**super().get_context_data(**kwargs), "page": self.object, "next": self.next_url}
