"""Template tags of the hub: ``{% load hub %}``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import phonenumbers
from django import template
from django.template.context import Context
from django.utils.safestring import SafeString
from wagtail.models import Page

from hub import href as addresses
from hub import icons, languages
from hub.models import HubPage

register = template.Library()


@dataclass(frozen=True)
class Translation:
    """A page in another language: ``language``, ``address``, ``title``."""

    language: languages.Language
    address: str
    title: str


@register.simple_tag(takes_context=True)
def href(context: Context, page: Page) -> str:
    """``{% href page %}``: the address of a page. Every link to a page goes through this."""
    return addresses.href(page, context.get("request"))


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """``{% icon "phone" %}``: an inline drawing, hidden from screen readers; a second argument adds classes. A name that an editor chose and that
    is none of ours gives the drawing for topics."""
    return icons.icon(name if name in icons.ICONS else "topic", css)


@register.simple_tag(takes_context=True)
def translations_of(context: Context, page: Any) -> list[Translation]:
    """``{% translations_of page as others %}``: the other languages that ``page`` can be read in, in the order of ``hub.languages``. Two queries."""
    if not isinstance(page, HubPage) or not page.pk:
        return []
    family = type(page).visible().filter(translation_key=page.translation_key).exclude(pk=page.pk)
    pages = {other.language.code: other for other in family.select_related("locale")}
    return [Translation(one, href(context, pages[one.code]), pages[one.code].title) for one in languages.LANGUAGES if one.code in pages]


@register.filter
def language_of(code: str) -> languages.Language:
    """``{{ code|language_of }}``: the row of ``hub.languages`` for a code, for its ``tag``, ``direction`` and ``name``."""
    return languages.language(code)


@register.filter
def host(address: str) -> str:
    """``{{ address|host }}``: the host that a link leads to, without ``www.``: readers see where they are going before they go."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


@register.filter
def phone_number(number: str) -> str:
    """``{{ "+33199001234"|phone_number }}``: a number in international form, with spaces; as it is when it is no E.164 number."""
    try:
        return phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    except phonenumbers.NumberParseException:
        return number


@register.filter
def page_numbers(listing: Any) -> list[int]:
    """``{{ listing|page_numbers }}``: the numbers to show for a long list, 0 for each gap: first, last, and those round the current one."""
    numbers = listing.paginator.get_elided_page_range(listing.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else 0 for number in numbers]
