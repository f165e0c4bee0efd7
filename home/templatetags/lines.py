"""Template tags for help lines: ``{% load lines %}``."""

from __future__ import annotations

from django import template

from home import lines
from hub.context import Frame

register = template.Library()


@register.simple_tag
def help_lines(frame: Frame) -> list[lines.Line]:
    """``{% help_lines frame as found %}``: somebody to call, in the reader's language, also while the database is away."""
    return lines.lines(frame.language.code, frame.database)
