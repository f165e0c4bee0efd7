"""Security keys, fingerprints, passkeys (WebAuthn): the browser proves that it has one, for this host only."""

from __future__ import annotations

from typing import Any

from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.webauthn.internal import auth
from django.db import transaction
from django.http import HttpRequest

from safety.locked import lock, unlock

from .proof import FAULTS

LONGEST_NAME = 60


def offer_new(request: HttpRequest) -> dict[str, Any]:
    """What the browser needs in order to make a key; the session remembers the question."""
    with request_context(request):
        return auth.begin_registration(request.user, passwordless=False)


def add(request: HttpRequest, name: str, answer: Any) -> bool:
    """The key is set up, if the browser answered our question. Its name is locked: it may say whose it is."""
    user = request.user
    try:
        with request_context(request):
            auth.parse_registration_response(answer)
            auth.complete_registration(answer)
    except FAULTS:
        return False
    with transaction.atomic():
        auth.WebAuthn.add(user, lock(name), answer)
        RecoveryCodes.activate(user)
    return True


def ask(request: HttpRequest, user: Any) -> dict[str, Any] | None:
    """What the browser needs in order to prove that it has a key; None where the account has none."""
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists():
        return None
    with request_context(request):
        return auth.begin_authentication(user)


def proves(request: HttpRequest, user: Any, answer: Any) -> bool:
    """Does the browser have one of the keys of ``user``?"""
    try:
        with request_context(request):
            auth.parse_authentication_response(answer)
            auth.complete_authentication(user, answer)
    except FAULTS:
        return False
    return True


def name_of(row: Authenticator) -> str:
    """What its owner calls the key."""
    return unlock(row.data["name"])
