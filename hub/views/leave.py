"""The way out: away from the hub at once, to a page that says nothing about where the reader came from."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation

from hub import languages


def leave(request: HttpRequest) -> HttpResponse:
    """Redirect to the neutral page of the language ``?in=`` (else the one the browser asks for); ends the session, where there is one.

    A browser without a session gets no cookie and the session is not looked at, so that leaving stays quick.
    """
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        logout(request)
    code = request.GET.get("in") or translation.get_language() or languages.DEFAULT.code
    return HttpResponseRedirect(languages.language(code).exit_page, headers={"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"})
