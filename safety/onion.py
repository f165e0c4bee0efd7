"""The hub as an onion service (docs/operators.md): over plain http, because Tor itself encrypts all the way and knows whom it talks to.

Everybody else is sent to https. Here that would lead nowhere: an onion has no certificate, so there is no redirect, and cookies may go over http. Its
address is told to whoever reads the main host over https (``Onion-Location``): Tor Browser then offers it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from .headers import is_admin

HEADER: Final = "Onion-Location"


class Onion:
    """Middleware, just outside of Django's own for security, which knows one rule for all hosts. It does nothing where no onion is named."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer as it has to be at this host."""
        if not settings.ONION:
            return self.get_response(request)
        here = request.get_host() == urlsplit(settings.ONION).netloc
        if not here and not request.is_secure() and settings.SECURE_SSL_REDIRECT and not _plain(request):
            return HttpResponsePermanentRedirect(f"https://{request.get_host()}{request.get_full_path()}")
        response = self.get_response(request)
        if here and not request.is_secure():
            _let_cookies_pass(response)
        elif _should_tell(request, response):
            response[HEADER] = settings.ONION + request.get_full_path()
        return response


def _plain(request: HttpRequest) -> bool:
    """May this be asked over http at any host?"""
    return any(re.search(pattern, request.path.lstrip("/")) for pattern in settings.ASKED_IN_PLAIN)


def _let_cookies_pass(response: HttpResponse) -> None:
    """A cookie that is for https only would never come back, and nobody could sign in."""
    for cookie in response.cookies.values():
        cookie["secure"] = ""


def _should_tell(request: HttpRequest, response: HttpResponse) -> bool:
    """Only with public pages, and only at the main host over https: anywhere else the browser must not believe it."""
    main = request.get_host() == urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc
    page = response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")
    return main and page and request.is_secure() and not is_admin(request)
