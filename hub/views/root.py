"""The bare address of the site: on to the reader's language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request

from hub import languages
from safety.light import mounted


def root(request: HttpRequest) -> HttpResponse:
    """A redirect to the home page in the language that the browser asks for. Nothing is remembered: the address carries the language."""
    wanted = languages.language(get_language_from_request(request)).code
    response = HttpResponseRedirect(mounted(f"/{wanted}/"))
    patch_vary_headers(response, ("Accept-Language",))
    return response
