"""Template tags of the hub: ``{% load hub %}``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, Final

import phonenumbers
from django import template
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language
from wagtail.models import Page

from hub import href as addresses
from hub import icons, languages, pictures
from hub.context import LanguageLink
from hub.dates import day_text
from hub.models import HubImage, HubPage, visible_pages
from hub.outward import host, outward
from hub.rich_text import rendered
from safety.light import wants_light
from search.addresses import topic_address
from taxonomy import names
from taxonomy.models import Area

register = template.Library()

LANGUAGE: Final = '<li><a href="{}" hreflang="{}"{}><bdi lang="{}" dir="{}">{}</bdi></a></li>\n'


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
def document_href(document: Any) -> str:
    """``{% document_href document %}``: the address of a document. Every link to one goes through this."""
    return addresses.document_href(document)


@register.filter
def rich(value: Any) -> SafeString:
    """``{{ value|rich }}``: rich text. Nothing else renders it."""
    return rendered(value)


@register.simple_tag
def topic_href(topic: Any) -> str:
    """``{% topic_href topic %}``: the search for a topic."""
    return topic_address(topic.pk, topic.code)


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """``{% icon "phone" %}``: an inline drawing, hidden from screen readers; a second argument adds classes. A name that an editor chose and that
    is none of ours gives the drawing for topics."""
    return icons.icon(name if name in icons.ICONS else "topic", css)


@register.simple_tag
def prefetch_pictures(body: Iterable[Any]) -> str:
    """``{% prefetch_pictures body %}``: the sizes of all images among the blocks of a body, in one query."""
    pictures.prefetch([image for block in body if block.block_type == "image" and (image := block.value["image"])])
    return ""


@register.inclusion_tag("components/picture.html", takes_context=True)
def picture(context: Context, image: HubImage, use: str, alt: str = "", soon: bool = False) -> dict[str, Any]:
    """``{% picture image "words" alt=value.alt %}``: an image; without ``alt`` it is decorative. Every image of public pages is shown by this.
    ``soon``: it is seen at once, without scrolling. On the light way it is a link that shows it."""
    request = context.get("request")
    asked = request.GET.getlist("picture") if request else []
    if request:
        request.shows_pictures = True
    light = wants_light(request)
    left_out = light and str(image.pk) not in asked
    shown = "&".join(f"picture={one}" for one in [*(number for number in asked if number.isdecimal()), image.pk])
    return {"picture": pictures.picture(image, use), "alt": alt, "soon": soon, "light": light, "left_out": left_out, "shown": shown, "pk": image.pk}


@register.simple_tag
def language_links(links: Iterable[LanguageLink]) -> SafeString:
    """``{% language_links frame.languages %}``: the same address in every language, each called by its own name. Every page has them."""
    each = ((escape(one.address), one.language, ' aria-current="true"' if one.current else "") for one in links)
    made = (LANGUAGE.format(address, one.tag, current, one.tag, one.direction, escape(one.name)) for address, one, current in each)
    return mark_safe("".join(made))  # what is not ours is escaped  # nosec B308, B703


@register.simple_tag(takes_context=True)
def translations_of(context: Context, page: Any) -> list[Translation]:
    """``{% translations_of page as others %}``: the languages other than the reader's that ``page`` can be read in, its own too where it is shown
    without words, in the order of ``hub.languages``. One query."""
    members = _members(page) if isinstance(page, HubPage) and page.pk else {}
    others = [members[one.code] for one in languages.LANGUAGES if one.code in members and one.code != get_language()]
    return [_translation(context, other) for other in others]


@register.simple_tag(takes_context=True)
def crumbs_of(context: Context, page: HubPage) -> list[Translation]:
    """``{% crumbs_of page as crumbs %}``: the way to ``page`` from the section down, without what not everybody may see. Two queries."""
    above = visible_pages().ancestor_of(page).filter(depth__gt=2).order_by("path") if page.pk else []
    return [Translation(page.language, href(context, one), one.title) for one in above]


def _members(page: HubPage) -> dict[str, HubPage]:
    """The visible pages of the family by language."""
    family = type(page).visible().filter(translation_key=page.translation_key).select_related("locale")
    return {member.locale.language_code: member for member in family}


def _translation(context: Context, page: HubPage) -> Translation:
    """``page`` as a link."""
    return Translation(page.language, href(context, page), page.title)


@register.simple_tag
def area_names(areas: Iterable[Area]) -> list[str]:
    """``{% area_names areas as names %}``: their names in the reader's language, in the order given."""
    return list(names.area_names(areas, get_language() or languages.DEFAULT.code).values())


@register.filter
def kind_of(page: Page) -> str:
    """``{{ page|kind_of }}``: what a page is, in a word."""
    return capfirst(str(page.specific_class._meta.verbose_name)) if page.specific_class else ""


register.filter("host", host)
register.filter("outward", outward)


@register.filter
def day(moment: date) -> str:
    """``{{ page.facts.reviewed_on|day }}``: a date with the name of its month, in the reader's language."""
    return day_text(moment)


@register.filter
def breakable(text: str) -> SafeString:
    """``{{ "help@example.org"|breakable }}``: an address that may go on in the next line after its ``@`` and before a dot, not within a word."""
    return mark_safe(re.sub(r"(@)|(?=\.)", r"\1<wbr>", conditional_escape(text)))  # escaped, then broken  # nosec B308, B703


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
