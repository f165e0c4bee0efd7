"""Browsers that have signed in to an account before. Whoever guesses passwords from elsewhere makes the owner of the account wait nowhere they are
known (OWASP, "device cookies").

The cookie is signed, holds numbers that only the site can tell an account from, and goes to the admin only. It lets nobody in.
"""

from __future__ import annotations

import secrets
import unicodedata
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from safety.seal import seal, seals

COOKIE: Final = "known"
SALT: Final = "members.devices"
AGE: Final = 180 * 24 * 3600
"""Seconds for which a browser stays known."""
MOST: Final = 5
"""So many accounts of one browser are remembered, the latest."""
PURPOSE: Final = "device"


def folded(name: str) -> str:
    """A name as one of all that are typed alike."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def known(request: HttpRequest, name: str) -> str:
    """The number of this browser, if the account ``name`` has signed in from it before; else nothing."""
    found = _read(request)
    return next((found[one] for one in seals(PURPOSE, folded(name)) if one in found), "")


def remember(request: HttpRequest, response: HttpResponseBase, name: str) -> None:
    """This browser belongs to the account ``name`` from now on."""
    found = _read(request)
    number = known(request, name) or secrets.token_urlsafe(16)
    for one in seals(PURPOSE, folded(name)):
        found.pop(one, None)
    kept = dict([*found.items(), (seal(PURPOSE, folded(name)), number)][-MOST:])
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=SALT),
        max_age=AGE,
        path=reverse("wagtailadmin_home"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> dict[str, Any]:
    """Accounts by their seals, each with the number of the browser. What we have not signed is nothing."""
    try:
        return dict(signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=AGE, fallback_keys=settings.SECRET_KEY_FALLBACKS))
    except signing.BadSignature:
        return {}
