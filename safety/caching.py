"""What proxies and browsers may keep of a public page: so little that what is hidden is gone within seconds.

``s-maxage=5``: a proxy asks again after five seconds, so nothing is ever purged from one. ``max-age=0`` with an ``ETag``: browsers ask each time,
and get an empty 304 where nothing has changed. ``stale-if-error=600``: while the hub is away a proxy may answer for ten minutes (RFC 5861).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag

PUBLIC: Final = "public, max-age=0, s-maxage=5, stale-if-error=600"
PRIVATE: Final = "private, no-cache"


class PublicPages:
    """Middleware, inside of the one that packs: a page that says nothing about caches itself gets these headers. Whoever has a session gets pages
    that no proxy keeps."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or an empty one where the browser has it already."""
        response = self.get_response(request)
        if request.method not in ("GET", "HEAD") or response.status_code != 200 or response.streaming or response.has_header("Cache-Control"):
            return response
        if settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies:
            response["Cache-Control"] = PRIVATE
            return response
        response["Cache-Control"] = PUBLIC
        set_response_etag(response)
        return get_conditional_response(request, etag=response["ETag"], response=response) or response
