"""Serving pages: as Wagtail does, and an answer for a path that exists in another language only."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from wagtail import views as wagtail_views


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """The page at ``path`` in the language of the address; else, where visible pages of the same path exist in other languages, an answer in
    the reader's language that offers them (``hub.views.elsewhere``). Raises Http404 where there is none at all."""
    from .elsewhere import answer_from_elsewhere

    try:
        return wagtail_views.serve(request, path)
    except Http404:
        response = answer_from_elsewhere(request, path)
        if response is None:
            raise
        return response
