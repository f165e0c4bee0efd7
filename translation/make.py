"""Translations whose words are there already: those of the demo content, those that an importer brings.

A translator who opens such a page finds each sentence of the original beside its translation, wherever both cut alike (``translation.cut``).
"""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction
from wagtail.fields import StreamField
from wagtail.models import Locale
from wagtail_localize.models import OverridableSegment, SegmentOverride, StringSegment, StringTranslation, Translation, TranslationSource

from hub.models import HubPage

from . import states
from .cut import Cut, Words, cut, raw_stream, word_fields


def make_translation(source: HubPage, locale: Locale, words: Words, *, user: Any = None, publish: bool = True) -> HubPage:
    """Give ``source`` (any version of an original; its row counts) the translation ``words`` in ``locale``, new or renewed, and pin the version it
    was made from. ``words`` holds a value for each field of words of the page type, streams as raw lists of ``{"type", "value"}``; what it leaves out
    becomes empty.

    Where both sides cut alike it is a translation of wagtail-localize, else an ordinary page of the family: ``states.translation_of(page)`` tells.
    ``publish=False`` leaves a draft; of a live page it keeps the segments only, for they are its draft. Untranslated parents come as drafts.

    Returns the page. Raises FactsNotPublishedError where ``publish`` is asked for and the original was never published.
    """
    row = type(source.specific)._default_manager.get(pk=source.pk)
    with transaction.atomic():
        settle(row)
        found = cut(row, words)
        page = _from_segments(row, locale, found, user, publish) if found else _ordinary(row, locale, words, user)
        if publish:
            page.get_latest_revision().publish(user=user)
            page.refresh_from_db()
        if not (found and publish):  # A translation from segments is pinned whenever it is published.
            states.pin(page, row.live_revision or row.latest_revision)
    return page


def settle(row: HubPage) -> None:
    """Keep the ids of the blocks of ``row``, in it and in its versions, where it was written without them: segments hang on them, and Wagtail would
    make up others at each reading."""
    for field in word_fields(type(row)):
        if isinstance(field, StreamField):
            before, raw = field.value_to_string(row), raw_stream(field, getattr(row, field.name))
            if before != (after := json.dumps(raw, cls=field.json_field.encoder)):
                type(row)._default_manager.filter(pk=row.pk).update(**{field.name: raw})
                _settle_versions(row, field.name, before, after)


def _settle_versions(row: HubPage, name: str, before: str, after: str) -> None:
    """The same in the versions that hold what the row held."""
    for revision in row.revisions.filter(pk__in=[row.live_revision_id, row.latest_revision_id]):
        if revision.content[name] == before:
            revision.content[name] = after
            revision.save(update_fields=["content"])


def _from_segments(row: HubPage, locale: Locale, found: Cut, user: Any, publish: bool) -> HubPage:
    """The page that wagtail-localize puts together from its segments. A live page is left alone unless it is to be published: saving a draft would
    overwrite what readers see."""
    source, _new = TranslationSource.update_or_create_from_instance(row)
    Translation.objects.update_or_create(source=source, target_locale=locale, defaults={"enabled": True})
    _keep_strings(source, locale, found, user)
    _keep_links(source, locale, found, user)
    page = row.get_translation_or_none(locale)
    if publish or page is None or not page.live:
        source.create_or_update_translation(locale, user=user, publish=False, copy_parent_pages=True, fallback=True)
    return row.get_translation(locale)


def _keep_strings(source: TranslationSource, locale: Locale, found: Cut, user: Any) -> None:
    """Write each translated segment beside its original."""
    segments = {segment.order: segment for segment in StringSegment.objects.filter(source=source)}
    wanted = {(segments[one.order].string_id, segments[one.order].context_id): html for one, html in found.strings}
    held = StringTranslation.objects.filter(locale=locale, context__object_id=source.object_id)
    kept = {(one.translation_of_id, one.context_id): one for one in held}
    how = {"translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL, "last_translated_by": user}
    new = [(key, html) for key, html in wanted.items() if key not in kept]
    StringTranslation.objects.bulk_create(
        StringTranslation(translation_of_id=key[0], context_id=key[1], locale=locale, data=html, **how) for key, html in new
    )
    for key, html in wanted.items():
        if key in kept and (kept[key].data != html or kept[key].has_error):
            _change(kept[key], data=html, has_error=False, **how)


def _change(translation: StringTranslation, **values: Any) -> None:
    """Save other values."""
    for name, value in values.items():
        setattr(translation, name, value)
    translation.save()


def _keep_links(source: TranslationSource, locale: Locale, found: Cut, user: Any) -> None:
    """Write the addresses that differ in the translation, and forget those that no longer do."""
    SegmentOverride.objects.filter(locale=locale, context__object_id=source.object_id).delete()
    for segment in OverridableSegment.objects.filter(source=source).select_related("context"):
        if (href := found.links.get(segment.context.path)) is not None:
            SegmentOverride.objects.create(locale=locale, context=segment.context, data_json=json.dumps(href), last_translated_by=user)


def _ordinary(row: HubPage, locale: Locale, words: Words, user: Any) -> HubPage:
    """A page of the family that holds its words itself, as a draft; what wagtail-localize knew of it before no longer counts."""
    Translation.objects.filter(source__object_id=row.translation_key, target_locale=locale).update(enabled=False)
    page = row.get_translation_or_none(locale) or row.copy_for_translation(locale, copy_parents=True)
    for field in word_fields(type(page)):
        setattr(page, field.name, field.to_python(words.get(field.name) or ([] if hasattr(field, "stream_block") else "")))
    page.draft_title = page.title
    if not page.live:
        page.save(clean=False)
    page.save_revision(user=user)
    return page
