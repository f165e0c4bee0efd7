"""Before a site goes out to people: is a backup made that somebody can read?"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, register

from . import keys
from .problem import KeepingError


@register("hub", deploy=True)
def backups_are_made(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A key that is none is found when a backup is needed: too late."""
    if not settings.BACKUP_KEYS:
        hint = "Set HUB_BACKUP_KEY to the public key of age-keygen (docs/operators.md). Not needed where something else makes backups."
        return [Info("The hub makes no backup: there is no key to encrypt it for.", hint=hint, id="hub.I001")]
    try:
        keys.recipients(settings.BACKUP_KEYS)
    except KeepingError as problem:
        return [Error(str(problem), id="hub.E010")]
    return []
