"""Template tags of the admin."""

from __future__ import annotations

from typing import Any

from django import template

from hub.admin.facts import fact_rows
from hub.models import HubPage

register = template.Library()


@register.inclusion_tag("hub/admin/facts_shown.html")
def facts_shown(facts: HubPage) -> dict[str, Any]:
    """The facts of a page, read only, with the way to where they are edited."""
    return {"facts": facts, "rows": fact_rows(facts)}
