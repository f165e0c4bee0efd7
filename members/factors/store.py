"""What an account has beside its password, and whether a code is right."""

from __future__ import annotations

import logging
import unicodedata
from typing import Any, Final

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.db import transaction
from django.db.models import QuerySet

from safety.locked import UnreadableError, renewed

logger = logging.getLogger(__name__)
Type: Final = Authenticator.Type
LOCKED: Final = {Type.TOTP: ("secret",), Type.RECOVERY_CODES: ("seed",), Type.WEBAUTHN: ("name",)}
"""Which parts of a row are locked."""


def factors(user: Any) -> QuerySet[Authenticator]:
    """Apps and keys of ``user``, the oldest first. Recovery codes stand in for one of them; alone they are none."""
    return Authenticator.objects.filter(user=user).exclude(type=Type.RECOVERY_CODES).order_by("pk")


def has_factor(user: Any) -> bool:
    """Is there anything beside the password?"""
    return factors(user).exists()


def digits(code: str) -> str:
    """What was typed, as digits: those of all scripts count, spaces and dashes do not."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in code if sign.isalnum())


def matches(user: Any, code: str) -> bool:
    """Is it the code of the app now, or a recovery code? Each is good once."""
    typed = digits(code)
    with transaction.atomic():
        rows = Authenticator.objects.select_for_update().filter(user=user).exclude(type=Type.WEBAUTHN).order_by("-type")
        return bool(typed) and any(_opens(row, typed) for row in rows)


def _opens(row: Authenticator, code: str) -> bool:
    """Is it right for this row? What no key of the site opens any more fits no code."""
    try:
        return _of_app(row, code) if row.type == Type.TOTP else RecoveryCodes(row).validate_code(code)
    except UnreadableError:
        logger.error("The second factor of account %s cannot be read: the secret key was changed. See reset_second_factor.", row.user_id)
        return False


def _of_app(row: Authenticator, code: str) -> bool:
    """Is it the code of now, or of the half minute before or after? Which one was used last is noted in the row, for all processes."""
    used = row.data.get("used", -1)
    counter = counter_of(totp.decrypt(row.data["secret"]), code, after=used)
    if counter is None:
        return False
    row.data = {**row.data, "used": counter}
    row.save(update_fields=["data"])
    return True


def counter_of(secret: str, code: str, after: int = -1) -> int | None:
    """The half minute, later than ``after``, of which ``code`` is the code; None where it is none."""
    counters = (one for one in totp.yield_hotp_counters_from_time() if one > after)
    return next((one for one in counters if totp.compare_user_code(actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, one)))), None)


def add_app(user: Any, secret: str, counter: int) -> None:
    """The app is set up; the code that proved it is used."""
    with transaction.atomic():
        Authenticator.objects.filter(user=user, type=Type.TOTP).delete()
        row = totp.TOTP.activate(user, secret).instance
        row.data = {**row.data, "used": counter}
        row.save(update_fields=["data"])
        RecoveryCodes.activate(user)


def remove(user: Any, pk: int) -> bool:
    """Take a factor away; with the last one the recovery codes go. False where there is no such factor."""
    with transaction.atomic():
        gone, _rows = factors(user).filter(pk=pk).delete()
        if not has_factor(user):
            Authenticator.objects.filter(user=user).delete()
    return bool(gone)


def remove_all(user: Any) -> int:
    """Take everything away; how many factors there were."""
    count = factors(user).count()
    Authenticator.objects.filter(user=user).delete()
    return count


def new_codes(user: Any) -> None:
    """Other recovery codes; the old ones are good for nothing."""
    with transaction.atomic():
        Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).delete()
        RecoveryCodes.activate(user)


def codes(user: Any) -> list[str]:
    """The recovery codes that were not used yet. None where they cannot be read."""
    row = Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).first()
    try:
        return RecoveryCodes(row).get_unused_codes() if row else []
    except UnreadableError:
        return []


def renew() -> int:
    """Lock all that is locked with the key of today; how many."""
    rows = list(Authenticator.objects.select_for_update())
    for row in rows:
        row.data = {**row.data, **{name: renewed(row.data[name]) for name in LOCKED[Type(row.type)]}}
        row.save(update_fields=["data"])
    return len(rows)
