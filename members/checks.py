"""What a real site must not go without."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register("members", deploy=True)
def second_factor_is_required(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Administrators of a real site have a second factor; only for trying the hub out it is theirs to choose."""
    if settings.SECOND_FACTOR_REQUIRED:
        return []
    hint = "Take SECOND_FACTOR_REQUIRED = False out of the settings."
    return [Error("Administrators could do without a second factor.", hint=hint, id="members.E001")]
