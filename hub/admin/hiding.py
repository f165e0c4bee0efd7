"""Hiding pages in all languages at once, and showing them again (DESIGN §4). Only the row says whether a page is hidden: no draft, no older
version and no scheduled one brings it back when it is published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeGuard

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from hub.keeping import withdrawn
from hub.keeping.noting import HIDDEN
from hub.models import HiddenAlong, HubPage

HIDE: Final = "hub.hide"
SHOW: Final = "hub.show"
"""The entries in the log of a page."""
HOME_DEPTH: Final = 2
"""Where home pages stand in the tree: hiding one would hide the site."""


def may_hide(user: Any, page: Page) -> TypeGuard[HubPage]:
    """May ``user`` hide the family of ``page``, and show it again? Who may change facts and publish the page that keeps them."""
    if not isinstance(page, HubPage) or page.depth <= HOME_DEPTH or not user.has_perm("hub.change_facts"):
        return False
    return bool(page.facts.permissions_for_user(user).can_publish())


def at_and_below(page: HubPage) -> Iterator[HubPage]:
    """The facts pages of the family of ``page`` and of all that lies below it in any language, each once, the family itself first."""
    facts, seen = page.facts, set()
    for member in (facts, *type(facts)._default_manager.filter(facts_page=facts)):
        for one in member.get_descendants(inclusive=True).specific():
            if isinstance(one, HubPage) and one.facts.pk not in seen:
                seen.add(one.facts.pk)
                yield one.facts


@transaction.atomic
def hide(page: HubPage, user: Any = None) -> int:
    """Take the family of ``page`` and all below it out of lists, search and addresses in every language, keeping everything. Of what lies below, only
    what ``user`` may hide (None: all). Returns how many families are hidden now that were not before."""
    facts, done = page.facts, 0
    for one in at_and_below(page):
        if one.listed and (one.pk == facts.pk or user is None or may_hide(user, one)):
            _set(one, False, user, facts)
            done += 1
    return done


@transaction.atomic
def show(page: HubPage, user: Any = None) -> int:
    """Show the family of ``page`` again, with what was hidden along with it; what was hidden by itself stays hidden. Returns how many are shown."""
    facts = page.facts
    along = set(HiddenAlong.objects.filter(section=facts.pk).values_list("page_id", flat=True))
    found = [one.specific for one in Page.objects.filter(pk__in={facts.pk, *along})]
    shown = [one for one in found if not one.listed and (one.pk == facts.pk or user is None or may_hide(user, one))]
    for one in shown:
        _set(one, True, user, facts)
    return len(shown)


def still_hidden(page: HubPage) -> list[HubPage]:
    """The facts pages below that are hidden."""
    return [one for one in at_and_below(page) if not one.listed and one.pk != page.facts.pk]


def _set(facts: HubPage, listed: bool, user: Any, because: HubPage) -> None:
    """Write it, remember with which section, and note it in the log and in the list that outlives the database."""
    facts.listed = listed
    facts.save(update_fields=["listed"], clean=False)
    HiddenAlong.objects.filter(page=facts.pk).delete()
    along = facts.pk != because.pk
    if along and not listed:
        HiddenAlong.objects.create(page_id=facts.pk, section_id=because.pk)
    (withdrawn.ended if listed else withdrawn.note)(HIDDEN, facts.translation_key)
    log(instance=facts, action=SHOW if listed else HIDE, user=user, data={"section": because.title} if along else None)
