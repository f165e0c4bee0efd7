"""Template tags of the translators' part of the admin: ``{% load translations %}``."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.template.context import Context
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale
from wagtail_localize.models import Translation

from hub.href import href
from translation.queue import State
from translation.rights import languages_of, works_in
from translation.rows import Row

register = template.Library()


@register.simple_tag
def waits(row: Row) -> str:
    """``{% waits row %}``: what has been waiting since when, and how much it is."""
    day = date_format(localtime(row.page.since), "DATE_FORMAT") if row.page.since else ""
    if row.state == State.STARTED:
        return _("%(done)d of %(total)d texts are translated. Readers wait since %(day)s.") % {"done": row.done, "total": row.total, "day": day}
    if row.state == State.OUTDATED:
        text = ngettext("One text has changed since %(day)s.", "%(number)d texts have changed since %(day)s.", row.changed)
        return text % {"number": row.changed, "day": day}
    return _("Readers wait since %(day)s.") % {"day": day} if row.state == State.MISSING else ""


@register.simple_tag(takes_context=True)
def readable_original(context: Context, translation: Translation) -> dict[str, Any]:
    """``{% readable_original translation as source_translation %}``: what wagtail-localize's editor shows of the original, with the way to its public
    page in place of its form for whoever does not work in its language."""
    request, source = context["request"], translation.source.get_source_instance()
    found = dict(context["source_translation"])
    if not (works_in(request.user, source) and source.permissions_for_user(request.user).can_edit()):
        found["editUrl"] = href(source, request) if source.live else ""
    return found


@register.simple_tag(takes_context=True)
def own_props(context: Context, translation: Translation) -> str:
    """``{% own_props translation as props %}``: what the script of that editor is told, without translations in languages that are not the user's:
    their titles may be drafts."""
    mine = languages_of(context["request"].user)
    if mine is None:
        return context["props"]
    props = json.loads(context["props"])
    codes = set(Locale.objects.filter(pk__in=mine).values_list("language_code", flat=True)) - {translation.source.locale.language_code}
    props["translations"] = [one for one in props["translations"] if one["locale"]["code"] in codes]
    return json.dumps(props)


@register.simple_tag(takes_context=True)
def own_translations(context: Context) -> list[Any]:
    """``{% own_translations as translations %}``: the links to other translations, for whoever works in all languages."""
    return context["translations"] if languages_of(context["request"].user) is None else []
