"""What the search offers while somebody types, as JSON for the script of the form."""

from __future__ import annotations

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from search.suggest import Offered, Typed, offered


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def suggestions(request: HttpRequest) -> HttpResponse:
    """Answer. What is typed comes by POST, so that it stands in no address and no log; ``?q=`` works as well. Nothing is written, no cookie set, and
    nobody keeps the answer."""
    try:
        found = offered(Typed.of(request.POST if request.method == "POST" else request.GET), request)
    except (SuspiciousOperation, BadRequest, MultiPartParserError, UnreadablePostError):
        found = Offered(())
    answer = {"suggestions": [one.as_json() for one in found.suggestions], "said": found.said}
    response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
