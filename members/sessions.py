"""Sessions end when nothing happens, and after a day's work in any case.

A session notes when it began and when its owner last did something in the admin. What Wagtail asks by itself while a form stands open is nothing
that anybody did; drafts that save themselves are: Wagtail saves one only when somebody typed.
"""

from __future__ import annotations

import time
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

BEGAN: Final = "began"
SEEN: Final = "seen"
PROVED: Final = "proved"
"""When the password was typed last."""
SECOND: Final = "second"
"""Was there a second factor?"""
ENDED: Final = "ended"
"""In the empty session that follows: whose the one was that has ended."""
OFTEN: Final = 60
"""Seconds: a session is written no more often than that."""
BY_ITSELF: Final = {
    "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_editing_sessions:release",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
}
"""Names of the addresses that Wagtail's pages ask for by themselves."""


def connect() -> None:
    """Begin the clock at each sign-in."""
    user_logged_in.connect(begin, dispatch_uid="members.sessions.begin")


def begin(request: HttpRequest | None = None, **kwargs: Any) -> None:
    """A session begins with the password."""
    if request is not None:
        now = int(time.time())
        request.session.update({BEGAN: now, SEEN: now, PROVED: now})


def over(request: HttpRequest) -> bool:
    """Has the time of this session come? One from before there were clocks begins now."""
    now = int(time.time())
    began, seen = request.session.get(BEGAN), request.session.get(SEEN)
    if began is None or seen is None:
        request.session.update({BEGAN: now, SEEN: now})
        return False
    return now - seen >= settings.SESSION_IDLE or now - began >= settings.SESSION_COOKIE_AGE


def end(request: HttpRequest) -> None:
    """End it. What follows lets nobody in, and only knows for whom a form is kept that is sent too late: Wagtail's own requests come first."""
    owner = request.user.pk
    request.session.flush()
    request.session[ENDED] = owner


def touch(request: HttpRequest) -> None:
    """Somebody did something."""
    now = int(time.time())
    if now - request.session[SEEN] >= OFTEN:
        request.session[SEEN] = now


def proved_lately(request: HttpRequest) -> bool:
    """Was the password typed a moment ago, so that the way to sign in may be changed?"""
    return time.time() - request.session.get(PROVED, 0) < settings.PASSWORD_GOOD_FOR


def proved(request: HttpRequest) -> None:
    """It was typed now."""
    request.session[PROVED] = int(time.time())
