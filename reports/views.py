"""Telling what is wrong, and asking later what came of it. Nothing is stored in the browser, and no answer is kept by it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from hub import languages
from hub.admin import notices
from hub.models import HubPage
from safety.origin import own_forms_only
from safety.pace import slow_down

from . import receipts
from .forms import CodeForm, ReportForm
from .models import Report
from .pages import page_told_of

View = Callable[..., HttpResponse]
REPORTS_FREE, LOOKS_FREE = 5, 20
"""So many within ten minutes take no longer than others."""


def leaves_no_trace(view: View) -> View:
    """No browser or proxy keeps the answer, no search engine lists it."""

    @wraps(view)
    def quiet(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return quiet


@require_http_methods(["GET", "HEAD", "POST"])
@own_forms_only
@leaves_no_trace
def report(request: HttpRequest, key: int) -> HttpResponse:
    """The form; when it is sent, the code. It is shown in the answer itself, so that it stands in no address."""
    about = page_told_of(request, key)
    if request.method != "POST":
        return _form(request, about, ReportForm(initial={"kind": request.GET.get("kind", "")}))
    form, in_time = ReportForm(request.POST), slow_down(request, "report", REPORTS_FREE)
    if not form.is_valid():
        return _form(request, about, form)
    if not in_time:
        return _form(request, about, form, busy=True, status=429)
    with transaction.atomic():
        made, code, new = form.save(about.facts, get_language() or languages.DEFAULT.code)
        if new:
            transaction.on_commit(lambda: _tell(about.facts, made), robust=True)
    return render(request, "reports/receipt.html", {"about": about, "report": made, "code": code, "noindex": True})


def _form(request: HttpRequest, about: HubPage, form: ReportForm, busy: bool = False, status: int = 200) -> HttpResponse:
    """The form, with what was typed."""
    context = {"about": about, "form": form, "busy": busy, "noindex": True}
    response = render(request, "reports/form.html", context, status=status)
    if busy:
        response["Retry-After"] = "60"
    return response


def _tell(facts: HubPage, made: Report) -> None:
    """The people who look after the page hear that something waits."""
    notices.tell(notices.who_hears(facts), notices.Notice.URGENT if made.urgent else notices.Notice.REPORT)


@require_http_methods(["GET", "HEAD", "POST"])
@own_forms_only
@leaves_no_trace
def state(request: HttpRequest) -> HttpResponse:
    """How far a report is, for whoever has its code. A code that nobody has gets an answer of the same kind."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "noindex": True}
    if form.is_valid():
        slow_down(request, "state", LOOKS_FREE)
        context.update(asked=True, report=receipts.find(form.cleaned_data["code"]))
    return render(request, "reports/state.html", context)
