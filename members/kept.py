"""What somebody was about to send when their session had ended: kept for half an hour, locked, until they have signed in again."""

from __future__ import annotations

import json
import time
from typing import Final

from django.http import HttpRequest

from safety.locked import UnreadableError, lock, opened

KEY: Final = "kept"
FOR: Final = 1800
"""Seconds."""
LONGEST: Final = 1_000_000
"""Characters of a form that are kept: the session is a row of the database."""
NOT_KEPT: Final = ("csrfmiddlewaretoken",)


def keep(request: HttpRequest, owner: int) -> bool:
    """Keep the form that was sent, for ``owner``. Not one with a password in it, nor what a script sent: no page would show what became of it."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name not in NOT_KEPT]
    secret = any("password" in name or "codes" in name for name, _value in fields)
    by_script = request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate" or "text/html" not in request.headers.get("Accept", "")
    text = json.dumps(fields)
    if not fields or secret or by_script or len(text) > LONGEST:
        return False
    request.session[KEY] = {"owner": owner, "at": int(time.time()), "address": request.get_full_path(), "fields": lock(text)}
    request.session.set_expiry(FOR)
    return True


def address(request: HttpRequest) -> str:
    """Where the form goes that is kept for whoever is signed in; nothing where there is none. What belongs to somebody else, or is old, goes."""
    found = request.session.get(KEY)
    if not found:
        return ""
    if found["owner"] != request.user.pk or time.time() - found["at"] > FOR:
        forget(request)
        return ""
    return str(found["address"])


def fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Its fields: names and values."""
    try:
        return [(name, value) for name, value in json.loads(opened(request.session[KEY]["fields"]))]
    except UnreadableError:
        return []


def forget(request: HttpRequest) -> None:
    """It was sent, or is not wanted."""
    request.session.pop(KEY, None)
