"""Template tags of the hub: ``{% load hub %}``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import phonenumbers
from django import template
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from wagtail.models import Page

from hub import href as addresses
from hub import icons, languages
from hub.href import in_language
from hub.models import HubPage, visible_pages
from taxonomy import names
from taxonomy.models import Area

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
    members = _members(page) if isinstance(page, HubPage) and page.pk else {}
    others = [members[one.code] for one in languages.LANGUAGES if one.code in members]
    return [_translation(context, other) for other in others if other.pk != page.pk]


@register.simple_tag(takes_context=True)
def shown_as(context: Context, page: HubPage | None) -> Translation | None:
    """``{% shown_as page as other %}``: what stands for ``page`` where a fact points to it: its family's page in the reader's language, else the one
    it began with. The address is in the reader's language if the page answers without words. None where nothing of it is public."""
    members = _members(page) if page else {}
    here = languages.language(get_language() or languages.DEFAULT.code)
    found = members.get(here.code) or next(iter(members.values()), None)
    if not found:
        return None
    shown = _translation(context, found)
    return replace(shown, address=in_language(shown.address, here.code)) if found.answers_without_words else shown


@register.simple_tag(takes_context=True)
def crumbs_of(context: Context, page: HubPage) -> list[Translation]:
    """``{% crumbs_of page as crumbs %}``: the way to ``page`` from the section down, without what not everybody may see. Two queries."""
    above = visible_pages().ancestor_of(page).filter(depth__gt=2).order_by("path") if page.pk else []
    return [Translation(page.language, href(context, one), one.title) for one in above]


def _members(page: HubPage) -> dict[str, HubPage]:
    """The visible pages of the family by language, the facts page first."""
    family = type(page).visible().filter(translation_key=page.translation_key).select_related("locale")
    return {member.locale.language_code: member for member in sorted(family, key=lambda one: not one.keeps_facts)}


def _translation(context: Context, page: HubPage) -> Translation:
    """``page`` as a link."""
    return Translation(page.language, href(context, page), page.title)


@register.simple_tag
def area_name(area: Area | None) -> str:
    """``{% area_name area %}``: its name in the reader's language."""
    return names.area_name(area, get_language() or languages.DEFAULT.code) if area else ""


@register.simple_tag
def area_names(areas: Iterable[Area]) -> list[str]:
    """``{% area_names areas as names %}``: their names in the reader's language, in the order given."""
    return list(names.area_names(areas, get_language() or languages.DEFAULT.code).values())


@register.simple_tag
def language_name(code: str) -> str:
    """``{% language_name "fsl" %}``: the name of a spoken or signed language in the reader's language."""
    return names.language_name(code, get_language() or languages.DEFAULT.code)


@register.filter
def kind_of(page: Page) -> str:
    """``{{ page|kind_of }}``: what a page is, in a word."""
    return capfirst(str(page.specific_class._meta.verbose_name)) if page.specific_class else ""


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
