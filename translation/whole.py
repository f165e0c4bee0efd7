"""Only whole translations go live: asked before each publication, by whatever way it comes (button, bulk action, workflow, date, interface)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision
from wagtail_localize.models import Translation

from hub.models import HubPage
from hub.models.facts import NotPublishableError, about_to_publish

from .cut import words_of
from .states import translation_of

NOT_ITS_SEGMENTS = _("This version does not hold the sentences of the translation. Publish it from the page with the sentences.")


class HalfTranslatedError(NotPublishableError):
    """A text of the original has no translation yet: wagtail-localize would show readers the original's in its place."""


class OtherWordsError(NotPublishableError):
    """The version is older than the sentences: it may still hold texts of the original."""


def missing_segments(translation: Translation) -> list[str]:
    """The texts of the original that have no translation yet, or one with an error, in their order on the page."""
    segments = translation.source.stringsegment_set.annotate_translation(translation.target_locale).select_related("string").order_by("order")
    return [segment.string.data for segment in segments if not segment.translation]


def hold_back(page: HubPage, revision: Revision, **more: Any) -> None:
    """Raises HalfTranslatedError or OtherWordsError where ``revision`` of a translation from segments is not the whole of it."""
    translation = translation_of(page)
    if translation is None:
        return
    if missing_segments(translation):
        raise HalfTranslatedError
    whole = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    if words_of(revision.as_object()) != words_of(whole):
        raise OtherWordsError


def connect() -> None:
    """Listen."""
    about_to_publish.connect(hold_back, dispatch_uid="translation.hold_back")
