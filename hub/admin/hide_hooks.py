"""Where *Hide in all languages now* and *Show again* stand in the admin: in the menus of pages, in the explorer, above the form of a hidden page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from hub.models import HubPage

from .hide_views import HideView, ShowView
from .hiding import HIDE, SHOW, may_hide


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """The two pages."""
    return [
        path("hub/pages/<int:page_id>/hide/", HideView.as_view(), name="hub_hide"),
        path("hub/pages/<int:page_id>/show/", ShowView.as_view(), name="hub_show"),
    ]


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """What the history of a page says."""
    actions.register_action(HIDE, _("Hide in all languages"), _("Hidden in all languages"))
    actions.register_action(SHOW, _("Show again"), _("Shown again in all languages"))


def address(name: str, page: Page, next_url: str | None = None) -> str:
    """The address of the view ``name`` for ``page``, that leads back to ``next_url``."""
    return reverse(name, args=[page.facts.pk]) + (f"?{urlencode({'next': next_url})}" if next_url else "")


def hide_button(page: HubPage, next_url: str | None = None) -> Button:
    """The one of the two that fits."""
    if page.facts.listed:
        return Button(_("Hide in all languages now"), address("hub_hide", page, next_url), icon_name="view", priority=62)
    return Button(_("Show again in all languages"), address("hub_show", page, next_url), icon_name="view", priority=62)


@hooks.register("register_page_header_buttons")
def in_the_header(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the menu beside the title of a page, whichever language it is in."""
    if may_hide(user, page):
        yield hide_button(page, next_url)


@hooks.register("register_page_listing_more_buttons")
def in_the_explorer(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """In the menu of a row. Rows of translations have it in their page's header: here it would cost a look-up for each row."""
    if isinstance(page, HubPage) and page.keeps_facts and may_hide(user, page):
        yield hide_button(page, next_url)


@hooks.register("before_edit_page")
def say_that_it_is_hidden(request: HttpRequest, page: Page) -> None:
    """Above the form of a hidden page, with the way to show it again."""
    if request.method != "GET" or not isinstance(page, HubPage) or page.facts.listed:
        return
    ways = [messages.button(address("hub_show", page), _("Show again"))] if may_hide(request.user, page) else []
    messages.warning(request, _("This page is hidden in all languages. Publishing it does not show it."), buttons=ways)


@hooks.register("before_publish_page", order=-1)
def hidden_meanwhile(request: HttpRequest, page: Page) -> None:
    """Somebody may have hidden the page since this person's form was read: it stays hidden."""
    if isinstance(page, HubPage):
        page.listed = type(page)._default_manager.filter(pk=page.pk).values_list("listed", flat=True).get()
