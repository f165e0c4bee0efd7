"""Small changes: a comma in the original is no work for seven translators. The editor says so with the version, however and whenever it goes live."""

from __future__ import annotations

from wagtail.models import Revision

from hub.models import HubPage

from . import states
from .models import SmallChange, TranslationState


def mark(revision: Revision, small: bool) -> None:
    """Keep whether ``revision`` of an original is a small change."""
    if small:
        SmallChange.objects.get_or_create(revision=revision)
    else:
        SmallChange.objects.filter(revision=revision).delete()


def settle(original: HubPage) -> None:
    """If the live version of ``original`` is a small change: move the pins of the translations that were up to date until it came."""
    live = original.live_revision
    if live is None or not SmallChange.objects.filter(revision=live).exists():
        return
    members = {member.pk: member for member in type(original)._default_manager.filter(facts_page=original)}
    for state in TranslationState.objects.filter(page__in=list(members), source_changed_on=live.created_at):
        states.pin(members[state.page_id], live)
