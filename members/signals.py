"""The last sign-in is kept to the month: enough to find accounts nobody uses, too little to tell when a person was awake."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import update_last_login
from django.contrib.auth.signals import user_logged_in
from django.utils import timezone

from .models import User


def keep_month_of_sign_in(sender: object, user: User, **more: Any) -> None:
    """Replaces Django's ``update_last_login``, which keeps the second."""
    user.last_login = timezone.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    user.save(update_fields=["last_login"])


def connect() -> None:
    """Puts ours in the place of Django's receiver."""
    user_logged_in.disconnect(update_last_login, dispatch_uid="update_last_login")
    user_logged_in.connect(keep_month_of_sign_in, dispatch_uid="hub.keep_month_of_sign_in")
