"""Hooks of the translators' editor."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import Page

from .desk import refuse
from .updating import BringSegments


@hooks.register("before_edit_page", order=-1)
def refuse_half_translations(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before wagtail-localize answers: it would fill a missing text with the original's."""
    return refuse(request, page)


@hooks.register("construct_page_action_menu")
def take_alias_away(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """There are no aliases in the hub, so there is no way to make one."""
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]


def no_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """Stands at the address of wagtail-localize's conversion and refuses."""
    messages.error(request, _("Pages of the hub have no aliases. Hide the page, or keep its translation."))
    return redirect("wagtailadmin_pages:edit", page_id)


@hooks.register("register_admin_urls", order=-1)
def urls() -> list[URLPattern]:
    """Ahead of wagtail-localize's own."""
    return [
        path("localize/page/<int:page_id>/convert_to_alias/", no_alias),
        path("localize/update/<int:translation_source_id>/", BringSegments.as_view()),
    ]
