"""Keeps everybody in the admin to the languages they work in.

Wagtail asks for permission to change a page, but shows titles of drafts, histories and parents of any page to everybody who may enter the admin.
Translators see their own language only (DESIGN §4), so each address of the admin that names a page is asked once, here, before any view: theirs and
ours alike. What Wagtail lists without naming a page in the address is narrowed in ``translation.admin.narrow``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch
from wagtail.admin.auth import permission_denied
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from .rights import languages_of, works_in

PAGE: Final = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk")
"""The names under which addresses of the admin name a page, whatever view stands behind them. ``pk`` does so in the namespaces below."""
PAGE_NAMESPACES: Final = {"wagtailadmin_pages", "pages"}
IN_QUERY: Final = {"wagtail_bulk_action", "wagtailadmin_choose_page_chosen_multiple"}
"""Views that take pages from the query: ``?id=1&id=2``."""


class Languages:
    """Middleware: an address of the admin that names a page in a language that is not the user's answers as Wagtail answers where somebody lacks a
    permission. Costs public pages nothing: neither session nor user is looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the view, or of ``process_view``."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        """Before the view."""
        match = request.resolver_match
        if match is None or not match.route.startswith("admin/") or not request.user.is_authenticated:
            return None
        if languages_of(request.user) is None or all(_open(request.user, page) for page in _pages(request, match)):
            return None
        return permission_denied(request)


def _open(user: Any, page: Page) -> bool:
    """May ``user`` come near ``page``? Also who is to approve it just now, in whatever language."""
    if works_in(user, page):
        return True
    task = page.specific.current_workflow_task
    return bool(task and task.user_can_access_editor(page.specific, user))


def _pages(request: HttpRequest, match: ResolverMatch) -> Iterator[Page]:
    """The pages that the address names, and those that would be written or read through it."""
    names = (*PAGE, "pk") if PAGE_NAMESPACES & set(match.namespaces) else PAGE
    keys = [str(match.kwargs[name]) for name in names if name in match.kwargs]
    if match.url_name in IN_QUERY and match.kwargs.get("model_name", "page") == "page":
        keys += [*request.GET.getlist("id"), request.GET.get("childOf", "")]
    yield from Page.objects.filter(pk__in=[key for key in keys if key.isdecimal()])
    yield from _targets(match)


def _targets(match: ResolverMatch) -> Iterator[Page]:
    """Of an address of wagtail-localize: the translated page, or the original where the address stands for all of its translations."""
    if "translation_id" in match.kwargs:
        for one in Translation.objects.filter(pk=match.kwargs["translation_id"]).select_related("source"):
            yield from Page.objects.filter(translation_key=one.source.object_id, locale=one.target_locale_id)
    if "translation_source_id" in match.kwargs:
        for source in TranslationSource.objects.filter(pk=match.kwargs["translation_source_id"]):
            yield from Page.objects.filter(translation_key=source.object_id, locale=source.locale_id)
