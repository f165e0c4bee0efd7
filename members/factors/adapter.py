"""What django-allauth asks its project: how secrets are kept, and what people read in their app or on their key."""

from __future__ import annotations

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

from safety.locked import lock, opened


class Adapter(DefaultMFAAdapter):
    """Secrets are locked with the site's key. Apps and keys name the site and the username; never an e-mail address."""

    def encrypt(self, text: str) -> str:
        """Locked."""
        return lock(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Opened. Raises UnreadableError where no key of the site fits."""
        return opened(encrypted_text)

    def get_totp_issuer(self) -> str:
        """The site's name, which outs nobody."""
        return str(settings.WAGTAIL_SITE_NAME)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The host that is asked: a key works where it was added."""
        return {"id": context.request.get_host().partition(":")[0], "name": self.get_totp_issuer()}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """A number, and the username."""
        name = user.get_username()
        return {"id": str(user.pk).encode(), "display_name": name, "name": name}

    def _get_user_identifier(self, user: Any) -> str:
        """The username."""
        return str(user.get_username())
