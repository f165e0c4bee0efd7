"""Template tags of the admin."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from hub.admin.facts import fact_rows
from hub.models import HubPage

register = template.Library()


@register.inclusion_tag("hub/admin/facts_shown.html", takes_context=True)
def facts_shown(context: Context, facts: HubPage) -> dict[str, Any]:
    """The facts of a page, read only, with the way to where they are edited, for whoever may."""
    return {"facts": facts, "rows": fact_rows(facts), "request": context["request"]}


@register.simple_tag(takes_context=True)
def may_edit(context: Context, page: HubPage) -> bool:
    """``{% may_edit page as mine %}``: may the user edit ``page``?"""
    return bool(page.pk and page.permissions_for_user(context["request"].user).can_edit())
