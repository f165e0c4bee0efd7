"""Hooks of the translators' part of the admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from hub.models import HubPage

from .admin import localize, narrow, views  # noqa: F401
from .desk import answer, answer_to_bulk
from .rights import locales_of
from .small import mark, settle


@hooks.register("before_edit_page", order=-1)
def publish_whole_translations(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before wagtail-localize answers: it would fill a missing text with the original's."""
    return answer(request, page)


@hooks.register("before_bulk_action")
def publish_no_half_translations(request: HttpRequest, action_type: str, pages: list[Any], action: Any) -> HttpResponse | None:
    """The same where many are published at once."""
    return answer_to_bulk(request, pages, action.next_url) if action_type == "publish" and issubclass(action.model, Page) else None


@hooks.register("after_edit_page")
def keep_small_change(request: HttpRequest, page: Page) -> None:
    """What the editor says of the version just saved. It may be live by now, or go live later."""
    if "small-change-asked" in request.POST and isinstance(page, HubPage) and page.keeps_facts and page.latest_revision:
        mark(page.latest_revision, "small_change" in request.POST)
        settle(type(page)._default_manager.get(pk=page.pk))


@hooks.register("construct_page_action_menu")
def take_alias_away(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """There are no aliases in the hub, so there is no way to make one."""
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]


@hooks.register("construct_reports_menu")
def one_list_of_translations(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """wagtail-localize's report gives way to our list, which stands in the menu itself."""
    address = reverse("wagtail_localize:translations_report")
    menu_items[:] = [item for item in menu_items if item.url != address]


class TranslationsItem(MenuItem):
    """Shown to whoever may translate into some language."""

    def is_shown(self, request: HttpRequest) -> bool:
        """May this person add pages to the tree of a language?"""
        return bool(locales_of(request.user))


@hooks.register("register_admin_menu_item")
def translations_item() -> MenuItem:
    """The list of translations."""
    return TranslationsItem(_("Translations"), reverse("translation:index"), name="translations", icon_name="wagtail-localize-language", order=60)


@hooks.register("register_page_header_buttons")
def header_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """On originals: the way to their translations."""
    yield from _buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """The same in the page tree."""
    yield from _buttons(page, user)


def _buttons(page: Page, user: Any) -> Iterator[Button]:
    """*Translate*, where the page is the original of a family and there is a language for it."""
    page = page.specific_deferred
    if isinstance(page, HubPage) and page.keeps_facts and page.first_published_at and any(one[1].pk != page.locale_id for one in locales_of(user)):
        yield Button(_("Translate"), reverse("translation:languages", args=[page.pk]), icon_name="wagtail-localize-language", priority=60)


@hooks.register("register_admin_urls", order=-1)
def urls() -> list[URLPattern | URLResolver]:
    """Ahead of wagtail-localize's own."""
    return [*localize.URLS, path("", include((views.URLS, "translation")))]
