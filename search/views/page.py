"""The search: a page with one form, or the same answer as JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hub import languages
from search.addresses import topic_address
from search.forms import Asked, read
from search.kept import asked_once
from search.ladder import named_place
from search.learning.counting import note
from search.results import Found, find, help_lines
from search.urgent import Urgent, urgent
from taxonomy.concepts import tree

from .answer import as_json
from .paging import page_numbers

KEPT_BY_THE_BROWSER = 300
"""Seconds for which Back shows an answer again without asking anew."""


@csrf_exempt
@asked_once()
@require_http_methods(["GET", "HEAD", "POST"])
def search_page(request: HttpRequest) -> HttpResponse:
    """Answer. The form posts, so that nothing typed stands in an address or a log; ``?q=`` works as well. It sets no cookie, and
    writes nothing but a number (``search.learning.counting``, which does not count what other sites send), so it has nothing to protect from them."""
    asked = read(request)
    found = find(asked, request)
    note(found, request)
    cry = urgent(asked, found.place, request)
    wanted = request.get_preferred_type(["text/html", "application/json"])
    if wanted == "application/json":
        response: HttpResponse = JsonResponse(as_json(found, cry), json_dumps_params={"ensure_ascii": False})
    else:
        response = render(request, "search/results.html", context(found, cry, request))
    patch_vary_headers(response, ["Accept"])
    patch_cache_control(response, private=True, max_age=KEPT_BY_THE_BROWSER if request.method == "POST" else 0)
    response["X-Robots-Tag"] = "noindex"
    return response


def context(found: Found, cry: Urgent | None, request: HttpRequest) -> dict[str, Any]:
    """What the page shows."""
    asked, place = found.asked, found.place
    families = [*(result.family for section in found.sections for result in section.results), *(cry.families if cry else ())]
    return {
        "found": found,
        "urgent": cry,
        "asked": asked,
        "q": asked.text,
        "near": asked.near,
        "near_problem": place.problem if place else "",
        "named": named_place(asked.text, asked.language) if asked.text and not asked.near else None,
        "choices": place.choices(asked.language) if place else [],
        "pages": page_numbers(asked.page, found.pages),
        "readable": readable(asked),
        "help_lines": help_lines(asked, place, families, request) if found.last else [],
        "topics": top_topics(asked.language) if found.last else [],
        "noindex": True,
    }


def readable(asked: Asked) -> list[tuple[languages.Language, bool]]:
    """The other languages of the hub, with whether the reader has said to read them."""
    return [(one, one.code in asked.reads) for one in languages.LANGUAGES if one.code != asked.language]


def top_topics(language: str) -> list[dict[str, str]]:
    """The broadest topics, to look around in."""
    return [
        {"label": one.label, "icon": one.concept.icon or "topic", "address": topic_address(one.concept.pk, one.concept.code)}
        for one in tree("topic", language)
    ]
