"""Who has to have a second factor: whoever could open the site to others."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from wagtail.contrib.settings.registry import registry

OPENING = ("add", "change", "delete")
OPENED = ("members.{}_user", "auth.{}_group", "wagtailcore.{}_site")


def administers(user: Any) -> bool:
    """Administrators, and whoever may change accounts, groups, sites or settings (but for those that say ``opens_nothing``)."""
    if user.is_superuser:
        return True
    settings_ = (f"{model._meta.app_label}.change_{model._meta.model_name}" for model in registry if not getattr(model, "opens_nothing", False))
    return any(user.has_perm(one) for one in (*settings_, *(name.format(verb) for name in OPENED for verb in OPENING)))


def must_have_one(user: Any) -> bool:
    """Does the admin open to this person only with a second factor?"""
    return bool(settings.SECOND_FACTOR_REQUIRED) and administers(user)
