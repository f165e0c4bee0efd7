"""Takes requests below ``/<language>/p/`` the discreet way (``safety.discreet``)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from safety.discreet import discreetly, leads_inside


class Discreet:
    """Middleware, ahead of the one for languages: addresses are resolved and made by ``hub.discreet_urls``, so that ``{% url %}`` and ``reverse``
    stay inside by themselves. No search engine lists what is inside."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, inside or not."""
        if not leads_inside(request.path_info):
            return self.get_response(request)
        request.urlconf = "hub.discreet_urls"
        with discreetly():
            response = self.get_response(request)
        response["X-Robots-Tag"] = "noindex"
        return response
