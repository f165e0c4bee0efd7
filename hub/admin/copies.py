"""Copies and moves: no aliases, and no translation that leaves the place where its original stands (DESIGN §4, §5)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.move import MoveBulkAction
from wagtail.models import Page

from hub.models import HubPage


@hooks.register("before_copy_page")
def no_alias(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail's form of copying offers an alias: a second home for facts, or a translation without words."""
    if request.method == "POST" and "alias" in request.POST and issubclass(page.specific_class, HubPage):
        messages.error(request, _("Pages of the hub have no aliases. Copy the page, or translate it."))
        return redirect("wagtailadmin_pages:copy", page.pk)
    return None


@hooks.register("before_convert_alias_page")
def nothing_to_convert(request: HttpRequest, page: Page) -> HttpResponse | None:
    """An alias that came from elsewhere holds no facts of its own: it is deleted or translated, never converted."""
    if isinstance(page.specific, HubPage):
        messages.error(request, _("Pages of the hub have no aliases. Copy the page, or translate it."))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def leads_away(page: Page, destination: Page) -> bool:
    """Would ``page`` stand elsewhere than its original? The path is the original's in every language."""
    page = page.specific
    if not isinstance(page, HubPage) or page.keeps_facts:
        return False
    return bool(page.facts.get_parent().translation_key != destination.translation_key)


@hooks.register("before_move_page")
def translations_stay(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """A translation is moved by moving its original."""
    if not leads_away(page, destination):
        return None
    messages.error(request, _not_moved(page.specific))
    return redirect("wagtailadmin_pages:edit", page.pk)


def _not_moved(page: HubPage) -> str:
    """Why not, and what to do instead."""
    titles = {"title": page.title, "original": page.facts.title}
    return _("“%(title)s” was not moved: it stands where its original stands. Move the original “%(original)s”, and all languages follow.") % titles


@hooks.register("register_bulk_action", order=100)
class CarefulMove(MoveBulkAction):
    """The same where several pages are moved at once. Comes after Wagtail's own registration, whose place it takes."""

    def prepare_action(self, pages: list[Page], pages_without_access: Any) -> HttpResponse | None:
        """None is moved while one of them would leave its original."""
        for page in pages:
            if leads_away(page, self.cleaned_form.cleaned_data["chooser"]):
                messages.error(self.request, _not_moved(page.specific))
                return redirect("wagtailadmin_explore", page.get_parent().pk)
        refused: HttpResponse | None = super().prepare_action(pages, pages_without_access)
        return refused
