"""The neutral page of each language, to which the exit leads: as administrators chose, else the one of ``hub.languages``."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import Error as DatabaseError
from django.db.models.signals import post_save
from django.http.request import validate_host
from django.utils.translation import gettext as _

from hub import languages

KEY: Final = "hub.leaving"
SECONDS: Final = 60
"""How long a process goes on with what it has read, so that leaving asks the database nothing."""


def neutral_page(code: str, database: bool = True) -> str:
    """Where a reader of ``code`` is taken to. Stands when the database does not: leaving always leads somewhere."""
    address = _chosen(database).get(languages.language(code).code, "")
    return address if address and not _problem(address) else languages.language(code).exit_page


def _chosen(database: bool) -> dict[str, str]:
    """What administrators chose, by language."""
    found: dict[str, str] | None = cache.get(KEY)
    if found is not None or not database:
        return found or {}
    try:
        model: Any = apps.get_model("hub", "NeutralPages")
        found = model._default_manager.values_list("addresses", flat=True).first() or {}
    except DatabaseError:
        return {}
    cache.set(KEY, found, SECONDS)
    return found


def validate(address: str) -> None:
    """Raises ValidationError for an address that does not lead to a neutral page elsewhere, unseen on its way."""
    if problem := _problem(address):
        raise ValidationError(problem)


def _problem(address: str) -> str:
    """What is wrong with ``address``; empty when nothing is."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return _("This is no web address.")
    if parts.scheme != "https" or not host or "@" in parts.netloc or "\\" in address:
        return _("The address has to begin with https:// and hold no name and no password.")
    if validate_host(host, settings.ALLOWED_HOSTS):
        return _("This leads to this site again. Choose a page elsewhere, such as a weather report.")
    return ""


def forget(**kwargs: Any) -> None:
    """An administrator has chosen anew: this process follows at once."""
    cache.delete(KEY)


def connect() -> None:
    """Called once, when the models are loaded."""
    post_save.connect(forget, sender="hub.NeutralPages", dispatch_uid="hub.leaving")
