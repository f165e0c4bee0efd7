"""What leaving can clear and what it cannot: on every site, in every language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def safe(request: HttpRequest) -> HttpResponse:
    """The page beside the exit."""
    return render(request, "hub/safe.html")
