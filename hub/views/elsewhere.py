"""A path that has no page in the reader's language, but has in others: the same path stands in every language (DESIGN §5)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.models import Page, Site

from hub import languages
from hub.models import HubPage, visible_pages


def pages_elsewhere(path: str) -> list[HubPage]:
    """The visible pages at ``path`` (without the language) in all languages, in the order of the languages."""
    url_paths = [f"{root.root_path}{path}" for root in Site.get_site_root_paths()]
    found = visible_pages().filter(url_path__in=url_paths).select_related("locale").specific()
    order = languages.codes()
    pages = [page for page in found if isinstance(page, HubPage) and page.locale.language_code in order]
    return sorted(pages, key=lambda page: order.index(page.locale.language_code))


def family_members(page: Page) -> list[Page]:
    """The visible pages of ``page``'s family with itself, in the order of the languages: what "exists also in" lists."""
    order = languages.codes()
    found = visible_pages().filter(translation_key=page.translation_key).select_related("locale")
    return sorted(found, key=lambda one: order.index(one.locale.language_code))


def answer_from_elsewhere(request: HttpRequest, path: str) -> HttpResponse | None:
    """A service or organisation answers with its facts, labelled in the reader's language (200, not indexed); a page of words with the languages
    it exists in (404). None where the path exists in no language."""
    pages = pages_elsewhere(path)
    if not pages or (get_language() or "") in {page.locale.language_code for page in pages}:
        return None
    if pages[0].answers_without_words:
        return pages[0].serve_without_words(request)
    return render(request, "hub/not_translated.html", {"pages": pages}, status=404)
