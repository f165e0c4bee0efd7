"""Error pages that need no database, in the language of the address, else of the browser."""

from __future__ import annotations

import sys
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from hub.away import database_away, teller
from hub.context import Frame

AGAIN: Final = {"Retry-After": "30", "Cache-Control": "no-store"}
FOR_PROGRAMS: Final = ("search_suggest",)
"""The names of the addresses that answer in JSON whatever is asked for."""


def server_error(request: HttpRequest) -> HttpResponse:
    """500: something broke here. 503 where it was the database that did not answer: that mends by itself."""
    error = sys.exception()
    if database_away(error):
        teller.tell(error)
        return unavailable(request)
    return _plain(request, "500.html", 500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the hub asks to come back in a moment, for no cache to keep. Programs get JSON."""
    if not _for_a_program(request):
        return _plain(request, "503.html", 503, AGAIN, sent=request.method == "POST")
    with translation.override(_language(request)):
        said = {"error": _("The site is being looked after. Please try again in a few minutes.")}
    return JsonResponse(said, status=503, headers=AGAIN, json_dumps_params={"ensure_ascii": False})


def _for_a_program(request: HttpRequest) -> bool:
    """Was JSON asked for?"""
    name = request.resolver_match.url_name if request.resolver_match else ""
    return name in FOR_PROGRAMS or request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _language(request: HttpRequest) -> str:
    """Of the address, else of the browser: what was set while the page was made may be somebody else's."""
    return translation.get_language_from_path(request.path_info) or translation.get_language_from_request(request)


def _plain(request: HttpRequest, template: str, status: int, headers: dict[str, str] | None = None, **content: Any) -> HttpResponse:
    """``template`` in a frame that asks the database nothing. No context processor runs: one of them may be what broke."""
    with translation.override(_language(request)):
        page = render_to_string(template, {"frame": Frame(request, database=False), **content})
    return HttpResponse(page, status=status, headers=headers)
