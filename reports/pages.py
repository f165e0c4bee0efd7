"""Which page a reader tells about: any that this reader can read. Others answer as if there were none."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from hub import languages
from hub.models import HubPage, visible_pages
from hub.models.visibility import facts_listed, in_time

LARGEST: Final = 2**31 - 1


def page_told_of(request: HttpRequest, key: int) -> HubPage:
    """The page of the family whose facts page has the number ``key``, as this reader reads it: in the language of the address where there is one,
    else in another. Raises Http404 for what this reader may not see."""
    facts = Page.objects.filter(pk=key).specific().first() if key <= LARGEST else None
    if not isinstance(facts, HubPage) or not facts.keeps_facts:
        raise Http404
    members = _readable(request, facts)
    if not members:
        raise Http404
    order = [get_language(), *languages.codes()]
    return min(members, key=lambda page: order.index(page.locale.language_code))


def _readable(request: HttpRequest, facts: HubPage) -> list[HubPage]:
    """The members of the family that everybody may see, or this reader, who is signed in. Who is not signed in is not looked at."""
    family = type(facts)._default_manager.filter(translation_key=facts.translation_key).select_related("locale")
    public = list(family.filter(pk__in=visible_pages().filter(translation_key=facts.translation_key).values("pk")))
    if public or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return public
    return [page for page in family.filter(in_time(), facts_listed()) if _may_read(page, request) and _may_read(page.facts, request)]


def _may_read(page: Page, request: HttpRequest) -> bool:
    """Is this reader in the group that a restricted page is for?"""
    return all(one.accept_request(request) for one in page.get_view_restrictions())
