"""The discreet way: pages and documents by their number. What a number shows, and to whom, is decided as for the address outside."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import resolve, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from hub import languages
from hub.href import href
from safety.light import plain

from .elsewhere import pages_elsewhere
from .serve import serve

LARGEST: Final = 2**31 - 1


def by_number(request: HttpRequest, number: int) -> HttpResponse:
    """The page with this number, in the language of the address: the number of any page of a family finds it in all languages, since all of them have
    one path. Raises Http404 as the address outside does."""
    path = _path(number)
    if path is None:
        raise Http404
    request.outside = f"/{languages.language(get_language() or '').code}/{path}"  # type: ignore[attr-defined]
    try:
        return serve(request, path)
    except Http404:
        # The name of what nobody may see is not told either.
        request.outside = ""  # type: ignore[attr-defined]
        raise


def by_path(request: HttpRequest, path: str) -> HttpResponse:
    """The home page; for somebody who has put ``p/`` into an address by hand, the way to the number."""
    if not path:
        return serve(request, path)
    pages = pages_elsewhere(path)
    if not pages:
        raise Http404
    own = [page for page in pages if page.language.code == get_language()]
    return redirect(href((own or pages)[0], request))


def document(request: HttpRequest, number: int) -> HttpResponse:
    """A document without its name: served as at its address outside, and saved under its number."""
    found = get_object_or_404(get_document_model(), pk=min(number, LARGEST))
    match = resolve(plain(reverse("wagtaildocs_serve", args=[found.pk, found.filename])), settings.ROOT_URLCONF)
    response = match.func(request, *match.args, **match.kwargs)
    if "Content-Disposition" in response:
        response["Content-Disposition"] = content_disposition_header(True, f"{number}.{found.file_extension}")
    return response


def _path(number: int) -> str | None:
    """The path of the page below its home page, which is the same in all languages; None where there is no such page of the site."""
    page = Page.objects.filter(pk=number).only("url_path").first() if number <= LARGEST else None
    roots = [root.root_path for root in Site.get_site_root_paths()] if page else []
    return next((page.url_path.removeprefix(root) for root in roots if page and page.url_path.startswith(root)), None)
