"""Is a translation up to date? Answered from the pinned version of the original: its words then against its words now."""

from __future__ import annotations

import json
from typing import Any

from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page, Revision
from wagtail_localize.fields import TranslatableField, get_translatable_fields
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from hub.models import HubPage

from .models import TranslationState


def words_in(content: dict[str, Any], model: type[HubPage]) -> dict[str, Any]:
    """The words of a page of ``model`` in the serialised ``content`` of a revision."""
    names = [field.field_name for field in get_translatable_fields(model) if isinstance(field, TranslatableField)]
    return {name: _words_of(content.get(name), model._meta.get_field(name)) for name in names}


def _words_of(value: Any, field: Any) -> Any:
    """Blocks are serialised as a text in which the same words may stand in another order: PostgreSQL sorts the names in its JSON."""
    return json.loads(value) if isinstance(field, StreamField) and isinstance(value, str) else value


def same_words(one: Revision, other: Revision, model: type[HubPage]) -> bool:
    """Do two revisions of an original hold the same words? Facts do not count: they need no translation."""
    return one.pk == other.pk or words_in(one.content, model) == words_in(other.content, model)


def translation_of(page: Page) -> Translation | None:
    """The wagtail-localize translation that ``page`` is the target of, if it is one."""
    return (
        Translation.objects.filter(source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True)
        .select_related("source")
        .first()
    )


def revision_translated(page: HubPage) -> Revision | None:
    """The version of the original that ``page`` renders: the one its segments were cut from, else the original's live one."""
    translation = translation_of(page)
    pk = _revision_of(translation.source) if translation else None
    return Revision.objects.filter(pk=pk).first() or page.facts.live_revision or page.facts.latest_revision


def _revision_of(source: TranslationSource) -> int | None:
    """The revision that was live when the segments were cut: a page's serialised content names it."""
    content = source.as_instance()
    return content.live_revision_id or content.latest_revision_id


def pin(page: HubPage, revision: Revision | None = None) -> TranslationState:
    """Say that ``page`` renders ``revision`` of its original (by default the one it was translated from)."""
    revision = revision or revision_translated(page)
    made_from = {"source_revision": revision, "pinned_on": revision.created_at if revision else None, "machine": by_machine(page)}
    state, _new = TranslationState.objects.update_or_create(page_id=page.pk, defaults=made_from)
    return compare(state, page)


def by_machine(page: HubPage) -> bool:
    """Does ``page`` hold a text that a machine translated and nobody has looked at? Saving a text in the translators' editor is a look at it."""
    translation = translation_of(page)
    texts = translation.source.stringsegment_set.get_translations(translation.target_locale) if translation else StringTranslation.objects.none()
    return texts.filter(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE).exists()


def compare(state: TranslationState, page: HubPage) -> TranslationState:
    """Renew whether the original's words have changed since the pin, keeping the day they first did."""
    pinned, live = state.source_revision, page.facts.live_revision
    changed = bool(pinned and live) and not same_words(pinned, live, type(page))
    state.source_changed_on = (state.source_changed_on or (live.created_at if live else timezone.now())) if changed else None
    state.save(update_fields=["source_changed_on"])
    return state


def compare_members(original: HubPage) -> None:
    """Renew the states of all translations of ``original``, which has just been published."""
    members = {member.pk: member for member in type(original)._default_manager.filter(facts_page=original)}
    for state in TranslationState.objects.filter(page__in=list(members)).select_related("source_revision"):
        compare(state, members[state.page_id])
