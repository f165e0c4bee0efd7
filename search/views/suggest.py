"""What the search offers while somebody types, as JSON for the script of the form."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from search.forms import sent
from search.suggest import Typed, offered


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def suggestions(request: HttpRequest) -> HttpResponse:
    """Answer. What is typed comes by POST, so that it stands in no address and no log; ``?q=`` works as well. Nothing is written, no cookie set, and
    nobody keeps the answer."""
    found = offered(Typed.of(sent(request)), request)
    answer = {"suggestions": [one.as_json() for one in found.suggestions], "said": found.said}
    response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
