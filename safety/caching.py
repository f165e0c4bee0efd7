"""What proxies and browsers may keep of a public page: so little that what is hidden is gone within seconds.

``s-maxage=5``: a proxy asks again after five seconds, so nothing is ever purged from one. ``max-age=0`` with an ``ETag``: browsers ask each time,
and get an empty 304 where nothing has changed. ``stale-if-error=600``: while the hub is away a proxy may answer for ten minutes (RFC 5861).
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag

from .kept import Kept, Question

PUBLIC: Final = "public, max-age=0, s-maxage=5, stale-if-error=600"
GONE: Final = "public, max-age=0, s-maxage=5"
"""What a page answers that is not there (any more): a proxy puts it in the place of the copy that it would else show while the hub is away."""
PRIVATE: Final = "private, no-cache"
NOT_THERE: Final = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


class PublicPages:
    """Middleware, inside of the one that packs: a page that says nothing about caches itself gets these headers. Whoever has a session gets pages
    that no proxy keeps. What a proxy might keep, this process keeps as well, for as long (``safety.kept``)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.kept = Kept()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or an empty one where the browser has it already."""
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
        asked = None if signed_in else self.kept.question(request)
        response = self.kept.answer(asked)
        if response is None:
            with self.kept.made_once(asked):
                response = self.kept.answer(asked) or self._make(request, asked, signed_in)
        if response.get("Cache-Control") != PUBLIC:
            return response
        return get_conditional_response(request, etag=response.get("ETag"), response=response) or response

    def _make(self, request: HttpRequest, asked: Question | None, signed_in: bool) -> HttpResponse:
        """The answer made anew, with its headers."""
        response = self.get_response(request)
        if not _says_nothing(request, response):
            return response
        if response.status_code in NOT_THERE and not signed_in and not response.cookies:
            response["Cache-Control"] = GONE
        if response.status_code != HTTPStatus.OK:
            return response
        if signed_in or response.cookies:
            response["Cache-Control"] = PRIVATE
            return response
        response["Cache-Control"] = PUBLIC
        set_response_etag(response)
        self.kept.keep(asked, response)
        return response


def _says_nothing(request: HttpRequest, response: HttpResponse) -> bool:
    """Is it a page that leaves it to us?"""
    asked = request.method in ("GET", "HEAD") and response.status_code in (HTTPStatus.OK, *NOT_THERE)
    return asked and not response.streaming and not response.has_header("Cache-Control")
