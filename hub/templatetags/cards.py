"""The results of a search as cards: ``{% load cards %}``.

A page has a dozen of them, each with half a dozen facts: put together here they take a tenth of what templates take for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from hub.icons import icon
from search.kinds import Fact, Shown
from search.results import Result

register = template.Library()

BADGE: Final = '<span class="badge {}"><span>{}</span></span>\n'
TAPPED: Final = '<a class="over" href="{}" rel="noreferrer"><bdi{}>{}</bdi></a>'
TOLD: Final = "<span{}>{}</span>"
LTR: Final = ' dir="ltr"'
NOTE: Final = ' <span class="changed">({})</span>'


@register.simple_tag
def cards(results: Iterable[Result]) -> SafeString:
    """``{% cards section.results %}``: what each is, whether anybody is there, how to reach it, why it is shown. The whole card is the link; ways to
    tap lie on top of it."""
    example = escape(_("Example: this does not exist."))
    made = (f'<li class="card">\n{"".join(_parts(result, example))}</li>\n' for result in results)
    return mark_safe("".join(made))  # what is not ours is escaped  # nosec B308, B703


def _parts(result: Result, example: str) -> Iterator[str]:
    """The parts of a card. ``example``: how it says that what it is about does not exist."""
    tongue = f' lang="{result.language.tag}" dir="{result.language.direction}"' if result.other else ""
    yield from _badge(result.shown)
    yield f'<p class="kind">{" ".join(f"<span>{one}</span>" for one in _kind(result, tongue, example))}</p>\n'
    yield f'<h3><a href="{escape(result.url)}"><bdi{tongue}>{result.title_html}</bdi></a></h3>\n'
    if result.summary_html:
        yield f"<p{tongue}>{result.summary_html}</p>\n"
    if result.bit:
        yield f'<p class="quiet"{tongue}>{result.bit}</p>\n'
    if result.shown.facts:
        yield f'<ul class="facts" role="list">\n{"".join(map(_fact, result.shown.facts))}</ul>\n'
    if result.why:
        yield f'<p class="why">{escape(result.why)}</p>\n'


def _badge(shown: Shown) -> Iterator[str]:
    """Open or shut, in words; nothing where nobody can tell."""
    if shown.state:
        yield BADGE.format("open" if shown.state.open else "shut", conditional_escape(shown.state.text))


def _kind(result: Result, tongue: str, example: str) -> Iterator[str]:
    """What it is, in which language if that is another one, and that it does not exist if it does not."""
    yield escape(result.shown.label)
    if result.other:
        yield f"<bdi{tongue}>{escape(result.language.name)}</bdi>"
    if result.example:
        yield example


def _fact(fact: Fact) -> str:
    """A small fact: to tap where it has an address."""
    text = escape(fact.text)
    if fact.address:
        said = TAPPED.format(escape(fact.address), f'{LTR} class="number"' if fact.ltr else "", text)
    else:
        said = TOLD.format(LTR if fact.ltr else "", text)
    return f"<li>{icon(fact.icon)} {said}{NOTE.format(escape(fact.note)) if fact.note else ''}</li>\n"
