"""Forms without a cookie: what another site sends is refused (DESIGN §7).

Django's own protection keeps a secret in a cookie, and readers get none. Browsers say where a form comes from: who says "from elsewhere" is refused,
and who says nothing (old browsers, some that guard their users) passes, since a form without account has nothing of anybody's to protect.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]
READING: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
PORTS: Final = {"http": ":80", "https": ":443"}


def from_elsewhere(request: HttpRequest) -> bool:
    """Does the browser say that another site sent this? The scheme is not compared: a proxy in front ends TLS, an onion service has none."""
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return True
    origin = request.headers.get("Origin")
    return origin is not None and _host(origin) != request.get_host().lower()


def _host(origin: str) -> str:
    """The host and port of an ``Origin`` as a ``Host`` header says them; empty for ``null`` and for what is no address."""
    try:
        parts = urlsplit(origin.lower())
    except ValueError:
        return ""
    return parts.netloc.removesuffix(PORTS.get(parts.scheme, " "))


def own_forms_only(view: View) -> View:
    """A view whose form writes something and needs no cookie: another site's form gets a 403 in the reader's language and writes nothing."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in READING and from_elsewhere(request):
            response = render(request, "safety/from_elsewhere.html", {"noindex": True}, status=403)
            response["Cache-Control"] = "no-store"
            return response
        return view(request, *args, **kwargs)

    return guarded
