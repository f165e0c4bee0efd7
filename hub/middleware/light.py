"""Takes requests below ``/light/`` the light way (``safety.light``)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from safety.light import ON_THE_WAY, PREFIX, lightly


class Light:
    """Middleware, ahead of all that reads addresses: to what is inside, the prefix is where the site is mounted. No search engine lists what is
    inside. A page with pictures differs by what the browser says of saving data, and tells caches so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, light or not."""
        if not ON_THE_WAY.match(request.path_info):
            response = self.get_response(request)
            if getattr(request, "shows_pictures", False):
                patch_vary_headers(response, ["Save-Data"])
            return response
        request.path_info = request.path_info.removeprefix(PREFIX)
        with lightly():
            response = self.get_response(request)
        response["X-Robots-Tag"] = "noindex"
        return response
