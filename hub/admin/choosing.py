"""Choosing a page to link to: Wagtail's chooser shows all pages to everybody who works here, those for some people only as well."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail import hooks
from wagtail.admin.views.chooser import BrowseView
from wagtail.models import Page, PageViewRestriction
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.query import PageQuerySet


def seen(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """``pages`` without those that are for people whom the user is not one of, unless they are the user's to edit."""
    for restriction in PageViewRestriction.objects.select_related("page").prefetch_related("groups"):
        if not restriction.accept_request(request):
            pages = pages.not_descendant_of(restriction.page, inclusive=True) | pages.filter(pk__in=_editable(request.user, restriction.page))
    return pages


def _editable(user: Any, page: Page) -> Any:
    """What ``user`` may edit of ``page`` and below."""
    editable = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    return editable.filter(path__startswith=page.path).values("pk")


@hooks.register("construct_page_chooser_queryset")
def choose_what_one_sees(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Browsing and searching."""
    return seen(pages, request)


class Browse(BrowseView):
    """Wagtail's view, which names the page that it shows the pages below of."""

    def get(self, request: HttpRequest, parent_page_id: int) -> HttpResponse:
        """The pages below. Raises Http404 for a page that the user does not see."""
        page = get_object_or_404(Page, pk=parent_page_id)
        if not seen(Page.objects.filter(pk=page.pk), request).exists():
            raise Http404
        return super().get(request, parent_page_id)
