"""Codes that somebody holds and the database does not: only their seal (an HMAC under the site's secret key) is kept.

Whoever takes the database away cannot read a code from it. With ``SECRET_KEY_FALLBACKS`` codes stay good while the key is changed.
"""

from __future__ import annotations

from django.conf import settings
from django.utils.crypto import salted_hmac


def seal(purpose: str, text: str) -> str:
    """The seal of ``text``, to be stored. ``purpose`` keeps equal texts of different kinds apart."""
    return _seal(purpose, text, settings.SECRET_KEY)


def seals(purpose: str, text: str) -> list[str]:
    """All seals that ``text`` may have been stored under: with the key of today and with those before it."""
    return [_seal(purpose, text, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _seal(purpose: str, text: str, key: str | bytes) -> str:
    """64 characters."""
    return salted_hmac(f"hub.seal.{purpose}", text, secret=key, algorithm="sha256").hexdigest()
