"""Wagtail's hooks, for what concerns services and organisations."""

from __future__ import annotations

from django.urls import URLPattern
from wagtail import hooks
from wagtail.admin.viewsets.pages import PageListingViewSet

from resources.admin import sheet
from resources.admin.lists import OrganisationList, ServiceList


@hooks.register("register_admin_viewset")
def register_lists() -> list[PageListingViewSet]:
    """The lists of services and organisations."""
    return [ServiceList(), OrganisationList()]


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """The sheet of sentences to review."""
    return sheet.URLS
