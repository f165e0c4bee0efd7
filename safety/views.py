"""The page that says how readers are protected: what is kept, and until when, as the models declare it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .retention import Retention, declared


@require_safe
def protection(request: HttpRequest) -> HttpResponse:
    """What the site knows about people, in the language of the address. The register is that of ``manage.py privacy_report``."""
    return render(request, "safety/protection.html", {"register": register()})


def register() -> list[Retention]:
    """What is kept, each kind once: first what concerns readers, then the team."""
    kinds = {(str(one.what), one.until_text): one for _model, one in declared()}
    return sorted(kinds.values(), key=lambda one: not one.readers)
