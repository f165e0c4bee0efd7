"""Parts of pages that are the same for everybody: ``{% load same %}``."""

from __future__ import annotations

from typing import Any, Final

from django import template
from django.http import HttpRequest
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from hub.context import Frame
from safety.discreet import inside

register = template.Library()

MOST: Final = 64
"""Kept texts of one part: eight languages, each on four ways."""

Way = tuple[str | None, str, bool]


class Same(template.Node):
    """What stands between the tags, put together once for each language and way. It knows nothing of the page and of who asks for it."""

    def __init__(self, nodes: NodeList) -> None:
        """``nodes``: what stands there."""
        self.nodelist = nodes
        self._kept: dict[Way, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """The text."""
        way = get_language(), get_script_prefix(), inside()
        made = self._kept.get(way)
        if made is None:
            if len(self._kept) >= MOST:
                self._kept.clear()
            made = self._kept[way] = self._made(context.template)
        return made

    def _made(self, within: Any) -> SafeString:
        """The same, put together with nothing but the language and the way at hand."""
        bare = Context({"frame": Frame(HttpRequest(), database=False)})
        with bare.bind_template(within):
            return self.nodelist.render(bare)


@register.tag
def same(parser: Parser, token: Token) -> Same:
    """``{% same %} … {% endsame %}``: fixed texts, icons and addresses of views, which depend on the language and on the way that the reader goes
    (discreet, light), and on nothing else."""
    nodes = parser.parse(("endsame",))
    parser.delete_first_token()
    return Same(nodes)
