"""Asks in templates of the admin who may hide a page."""

from __future__ import annotations

from typing import Any

from django import template
from wagtail.models import Page

from hub.admin.hiding import may_hide

register = template.Library()


@register.filter
def may_be_hidden_by(page: Page, user: Any) -> bool:
    """May ``user`` hide ``page`` in all languages?"""
    return may_hide(user, page)
