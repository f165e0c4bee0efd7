"""Text that the database keeps encrypted: whoever takes the database away without the site's secret key reads nothing.

Fernet (AES-128-CBC with HMAC-SHA256, https://github.com/fernet/spec) of the package ``cryptography``. Keys come from ``SECRET_KEY``; with
``SECRET_KEY_FALLBACKS`` what was locked before the key was changed stays readable, and ``manage.py rotate_keys`` locks it anew.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable
from typing import Any, Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

SALT: Final = "hub.locked"
Renewal = Callable[[], int]
_renewals: dict[str, Renewal] = {}


def _ring() -> MultiFernet:
    """The key of today, and those before it."""
    digests = (salted_hmac(SALT, "", secret=key, algorithm="sha256").digest() for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def lock(text: str) -> str:
    """``text`` encrypted with the key of today; nothing stays nothing."""
    return _ring().encrypt(text.encode()).decode() if text else ""


class UnreadableError(ValueError):
    """What was locked, and no key opens any more."""


def opened(token: str) -> str:
    """What was locked. Raises UnreadableError where no key fits any more: for what a machine reads, which a sentence would mislead."""
    try:
        return _ring().decrypt(token.encode()).decode()
    except InvalidToken:
        raise UnreadableError from None


def unlock(token: str) -> str:
    """What was locked. Where no key fits any more a sentence says so, in place of an error on the page of whoever reads it."""
    if not token:
        return ""
    try:
        return opened(token)
    except UnreadableError:
        return _("This cannot be read any more: the secret key of the site was changed.")


def renewed(token: str) -> str:
    """The same, locked with the key of today. What no key opens stays as it is."""
    try:
        return _ring().rotate(token.encode()).decode() if token else ""
    except InvalidToken:
        return token


class LockedTextField(models.TextField):
    """Text, encrypted in the database. It cannot be searched or sorted by. ``max_length`` counts what people type."""

    def get_prep_value(self, value: Any) -> Any:
        """Encrypt."""
        return None if value is None else lock(str(value))

    def from_db_value(self, value: Any, *_args: Any) -> Any:
        """Decrypt."""
        return None if value is None else unlock(value)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only emptiness can be asked for: the same text is locked differently each time. Raises NotImplementedError for anything else."""
        if lookup_name != "isnull":
            raise NotImplementedError(f"{self.name} is locked: nobody can look for its content.")
        return super().get_lookup(lookup_name)


def locked_fields() -> Iterable[tuple[type[models.Model], LockedTextField]]:
    """Every locked field there is, with its model."""
    for model in apps.get_models():
        yield from ((model, field) for field in model._meta.local_fields if isinstance(field, LockedTextField))


def renew_with(name: str, renewal: Renewal) -> None:
    """Have ``manage.py rotate_keys`` lock anew what is locked elsewhere than in a field: ``renewal`` does it and returns how many."""
    _renewals[name] = renewal


def renewals() -> Iterable[tuple[str, Renewal]]:
    """All of them."""
    return _renewals.items()
