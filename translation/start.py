"""Starting a translation: a draft whose sentences wait beside those of the original."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from hub.models import HubPage
from hub.models.facts import FactsNotPublishedError

from .cut import words_of
from .make import settle
from .states import translation_of


def start(page: HubPage, locale: Locale, user: Any = None) -> HubPage:
    """The page of the family of ``page`` in ``locale``, made as a draft with its parents where there is none. What is there is left as it is: nothing
    live changes. Two people who start the same translation get the same page.

    Raises FactsNotPublishedError where the original was never published: translators see no drafts of others.
    """
    original = page.facts
    if not original.first_published_at:
        raise FactsNotPublishedError
    try:
        with transaction.atomic():
            return _start(original, locale, user)
    except IntegrityError:
        return original.get_translation(locale)


def _start(original: HubPage, locale: Locale, user: Any) -> HubPage:
    """The same, all or nothing."""
    found = original.get_translation_or_none(locale)
    if found and not _is_a_bare_copy(found, original):
        return found
    _start_parent(original, locale, user)
    settle(original)
    source, _new = TranslationSource.update_or_create_from_instance(original)
    Translation.objects.update_or_create(source=source, target_locale=locale, defaults={"enabled": True})
    made, _new = source.create_or_update_translation(locale, user=user, publish=False, copy_parent_pages=True, fallback=True)
    return type(original)._default_manager.get(pk=made.pk)


def _start_parent(original: HubPage, locale: Locale, user: Any) -> None:
    """Parents come before their children. One that was never published itself comes as a plain draft."""
    parent = original.get_parent().specific
    if parent.depth > 1 and isinstance(parent, HubPage) and parent.facts.first_published_at:
        _start(parent.facts, locale, user)


def _is_a_bare_copy(page: HubPage, original: HubPage) -> bool:
    """Is ``page`` a draft that nobody has written in, made when a page below it was translated?"""
    return not page.first_published_at and translation_of(page) is None and words_of(page) == words_of(original)
