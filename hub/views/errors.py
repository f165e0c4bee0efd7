"""Error pages that need no database, in the language of the address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from hub.context import Frame


def server_error(request: HttpRequest) -> HttpResponse:
    """500: something broke here."""
    return _plain(request, "500.html", 500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the hub is being looked after and asks to come back in a moment."""
    return _plain(request, "503.html", 503, {"Retry-After": "120"})


def _plain(request: HttpRequest, template: str, status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    """``template`` in a frame that asks the database nothing. No context processor runs: one of them may be what broke."""
    code = translation.get_language_from_path(request.path_info) or translation.get_language()
    with translation.override(code):
        return HttpResponse(render_to_string(template, {"frame": Frame(request, database=False)}), status=status, headers=headers)
