"""Wagtail's hooks, for what concerns services and organisations."""

from __future__ import annotations

from wagtail import hooks
from wagtail.admin.viewsets.pages import PageListingViewSet

from resources.admin import alert_hooks, short_hooks  # noqa: F401  their hooks
from resources.admin.lists import OrganisationList, ServiceList


@hooks.register("register_admin_viewset")
def register_lists() -> list[PageListingViewSet]:
    """The lists of services and organisations."""
    return [ServiceList(), OrganisationList()]
