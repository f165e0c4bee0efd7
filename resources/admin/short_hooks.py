"""The way to the short form: in the menu of the admin; the list of services has its own button."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .short_views import ShortView, may_add


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """The form."""
    return [path("services/new/", ShortView.as_view(), name="service_short")]


class ShortItem(MenuItem):
    """Shown to those who may add a service."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Who may."""
        return may_add(request.user)


@hooks.register("register_admin_menu_item")
def in_the_menu() -> MenuItem:
    """Above the list of services."""
    return ShortItem(_("New service"), reverse("service_short"), name="service-short", icon_name="plus", order=30)
