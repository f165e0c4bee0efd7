"""The way out: away from the hub at once, to a page that says nothing about where the reader came from."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation

from hub import languages
from hub.leaving import neutral_page

CLEARED = '"cookies"'
"""What the browser is asked to forget. Not its storage: there lies the flag that turns Back away. Not its cache: clearing that keeps the reader here
for seconds."""


def leave(request: HttpRequest) -> HttpResponse:
    """Redirect to the neutral page of the language ``?in=`` (else the one the browser asks for); ends the session, where there is one.

    A browser without a session gets no cookie and the session is not looked at, so that leaving stays quick.
    """
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        logout(request)
    code = request.GET.get("in") or translation.get_language() or languages.DEFAULT.code
    headers = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "Clear-Site-Data": CLEARED}
    return HttpResponseRedirect(neutral_page(code), headers=headers)
