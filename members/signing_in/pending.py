"""Between the password and the second step: whose password was right, for ten minutes, in a session that lets nobody in."""

from __future__ import annotations

import time
from typing import Any, Final

from django.contrib.auth import get_user_model, login
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare

from members import kept
from members.sessions import ENDED, SECOND

from .devices import remember

KEY: Final = "pending"
FOR: Final = 600
"""Seconds."""
BACKEND: Final = "django.contrib.auth.backends.ModelBackend"


def begin(request: HttpRequest, user: Any, then: str) -> None:
    """The password of ``user`` was right; ``then`` is where they want to go."""
    request.session.cycle_key()
    request.session[KEY] = {"user": user.pk, "hash": user.get_session_auth_hash(), "at": int(time.time()), "then": then}


def waiting(request: HttpRequest) -> Any | None:
    """Whose second step is due; None where nobody's is, the time is over, or the account has changed since."""
    found = request.session.get(KEY)
    if not found or time.time() - found["at"] > FOR:
        return None
    user = get_user_model()._default_manager.filter(pk=found["user"], is_active=True).first()
    same = user is not None and constant_time_compare(found["hash"], user.get_session_auth_hash())
    return user if same else None


def sign_in(request: HttpRequest, user: Any, then: str, second: bool = False) -> HttpResponseRedirect:
    """Let them in, and remember the browser. Whoever was signed out while they wrote is led to what they wrote."""
    for name in (KEY, ENDED):
        request.session.pop(name, None)
    login(request, user, backend=BACKEND)
    request.session[SECOND] = second
    request.session.set_expiry(0)
    answer = redirect("kept" if kept.address(request) else then)
    remember(request, answer, user.get_username())
    return answer
