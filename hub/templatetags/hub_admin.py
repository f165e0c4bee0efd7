"""Template tags of the admin."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from hub.admin.facts import fact_rows
from hub.admin.forms import may_change_facts
from hub.models import HubPage

register = template.Library()


@register.inclusion_tag("hub/admin/facts_shown.html", takes_context=True)
def facts_shown(context: Context, facts: HubPage) -> dict[str, Any]:
    """The facts of a page, read only, with the way to where they are corrected for whoever may."""
    return {"facts": facts, "rows": fact_rows(facts), "may_change": may_change_facts(context["request"].user)}
