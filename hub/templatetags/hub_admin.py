"""Template tags of the admin."""

from __future__ import annotations

from typing import Any

from django import template

from hub.admin.panels import facts_context
from hub.models import HubPage

register = template.Library()


@register.inclusion_tag("hub/admin/facts_shown.html", takes_context=True)
def facts_shown(context: dict[str, Any], facts: HubPage) -> dict[str, Any]:
    """The facts of a page, read only, with the way to where they are edited."""
    return facts_context(facts, context["request"].user)
