"""Template tags of the search: ``{% load search %}``."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from hub.languages import Language
from search.facets import Facet, Option

register = template.Library()

OPTION: Final = '<label><input type="checkbox" form="ask" name="{}" value="{}"{}> <span>{}</span> <span class="count">{}</span></label>\n'
READ: Final = '<label><input type="checkbox" form="ask" name="reads" value="{}"{}> <span lang="{}" dir="{}">{}</span></label>\n'
FIELDSET: Final = "<fieldset>\n<legend>{}</legend>\n{}{}</fieldset>\n"
MORE: Final = '<details class="more">\n<summary>{}</summary>\n{}</details>\n'


@register.simple_tag
def filters(facets: Iterable[Facet]) -> SafeString:
    """``{% filters found.facets %}``: the filters with their values and the numbers of these, as fields of the form ``ask``. A page has a hundred and
    fifty of them: put together here they take a tenth of what templates take."""
    word = escape(_("More"))
    return mark_safe("".join(_filter(one, word) for one in facets))  # what is not ours is escaped  # nosec B308, B703


def _filter(facet: Facet, word: str) -> str:
    """One filter; the values that are not shown at once behind ``word``."""
    more = facet.more
    behind = MORE.format(word, _options(facet.name, more)) if more else ""
    return FIELDSET.format(escape(facet.legend), _options(facet.name, facet.shown), behind)


def _options(name: str, values: Iterable[Option]) -> str:
    """The values of a filter."""
    return "".join(OPTION.format(name, escape(one.value), _checked(one.chosen), escape(one.label), one.count) for one in values)


@register.simple_tag
def reads(readable: Iterable[tuple[Language, bool]]) -> SafeString:
    """``{% reads readable %}``: the languages that somebody may read as well, each in its own name."""
    fields = (READ.format(one.code, _checked(chosen), one.tag, one.direction, escape(one.name)) for one, chosen in readable)
    return mark_safe("".join(fields))  # from our own table  # nosec B308, B703


def _checked(chosen: bool) -> str:
    """Whether it is chosen, as the field says it."""
    return " checked" if chosen else ""
