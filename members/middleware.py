"""Sessions that have ended, and administrators without a second factor, get no further than the sign-in. Readers have no session."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from safety.headers import SIGNING_IN, is_admin

from . import kept
from .factors.required import must_have_one
from .sessions import BY_ITSELF, ENDED, SECOND, end, over, touch

OPEN: Final = ("second_factor", "wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog")
"""How the names of the addresses begin that administrators may use before they have a second factor."""


class Sessions:
    """Middleware, after the one that knows who is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """A session whose time is over is gone before anybody sees it."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated and over(request):
            end(request)
            request.user = AnonymousUser()
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponse | None:
        """After the check for forgeries, and only in the admin."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        request.by_itself = name in BY_ITSELF  # type: ignore[attr-defined]
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not is_admin(request):
            return None
        if request.user.is_authenticated:
            return _at_work(request, name)
        if ENDED in request.session and not name.startswith(SIGNING_IN):
            _say_so(request, request.session[ENDED])
        return None


def _say_so(request: HttpRequest, owner: int) -> None:
    """Tell on the sign-in why it is shown, and keep what was about to be sent."""
    if request.method == "POST" and kept.keep(request, owner):
        messages.info(request, _("You were signed out because nothing happened for a while. Sign in again: what you were about to send is kept."))
    elif request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate":
        messages.info(request, _("You were signed out because nothing happened for a while. Sign in again to go on."))


def _at_work(request: HttpRequest, name: str) -> HttpResponse | None:
    """Somebody does something; administrators set up their second factor first."""
    if name not in BY_ITSELF:
        touch(request)
    if request.method == "POST" and request.get_full_path() == kept.address(request):
        kept.forget(request)
    if not name.startswith(OPEN) and not request.session.get(SECOND) and must_have_one(request.user):
        return redirect("second_factor")
    return None
