"""The translators' editor: publishing happens here, whole or not at all, and what it refuses it says."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from hub.models import HubPage
from hub.models.facts import FACTS_NOT_PUBLISHED, NotPublishableError

from .states import translation_of
from .whole import NOT_ITS_SEGMENTS, HalfTranslatedError, hold_back, missing_segments

SHOWN = 5


def answer(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Publishes a translation, or says why not and goes back to the editor: what was written so far is kept. None for everything else."""
    if request.method != "POST":
        return None
    if "localize-convert-to-alias" in request.POST:
        return _back(request, page, _("Pages of the hub have no aliases. Hide the page, or keep its translation."))
    if request.POST.get("action") == "publish" and isinstance(page, HubPage) and (translation := translation_of(page)):
        return _publish(request, page, translation)
    return None


def _publish(request: HttpRequest, page: HubPage, translation: Translation) -> HttpResponse:
    """Publish ``page`` from its segments: wagtail-localize would fill a missing text with the original's."""
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    if page.facts_page and not page.facts_page.first_published_at:
        return _back(request, page, str(FACTS_NOT_PUBLISHED))
    try:
        missing = _save_whole(translation, request.user)
    except ValidationError:
        return _back(request, page, _("Not published: a text does not fit its field. It is marked below."))
    if missing:
        return _back(request, page, missing_text(missing))
    messages.success(request, _("“%(title)s” is published.") % {"title": Page.objects.get(pk=page.pk).title})
    return redirect("wagtailadmin_pages:edit", page.pk)


def _save_whole(translation: Translation, user: Any) -> list[str]:
    """Publish if nothing is missing, else give what is. The original's segments stay the same meanwhile."""
    with transaction.atomic():
        TranslationSource.objects.select_for_update().get(pk=translation.source_id)
        if missing := missing_segments(translation):
            return missing
        translation.save_target(user=user, publish=True)
    return []


def answer_to_bulk(request: HttpRequest, pages: list[Page], then: str) -> HttpResponse | None:
    """None where all of ``pages``, and all drafts below them, may be published as they stand; else says which may not, and why."""
    below = Page.objects.filter(path__in=[one.path for one in pages]) if not request.POST.get("include_descendants") else _with_drafts(pages)
    for page in below.specific():
        if isinstance(page, HubPage) and (draft := page.get_latest_revision()) and (reason := _held_back(page, draft)):
            messages.error(request, format_html("<strong><bdi>{}</bdi></strong>: {}", page.get_admin_display_title(), reason))
            return redirect(then)
    return None


def _with_drafts(pages: list[Page]) -> Any:
    """``pages`` and the drafts below them."""
    found = Page.objects.filter(path__in=[one.path for one in pages])
    for page in pages:
        found |= Page.objects.descendant_of(page).not_live()
    return found


def _held_back(page: HubPage, draft: Any) -> str:
    """Why ``draft`` may not be published; empty if it may."""
    try:
        hold_back(page, draft)
    except HalfTranslatedError:
        return missing_text(missing_segments(translation_of(page)))
    except NotPublishableError:
        return str(NOT_ITS_SEGMENTS)
    return ""


def _back(request: HttpRequest, page: Page, message: str) -> HttpResponse:
    """To the editor, with the message."""
    messages.error(request, message)
    return redirect("wagtailadmin_pages:edit", page.pk)


def missing_text(segments: list[str]) -> str:
    """How many texts are missing, and the first of them."""
    count = len(segments)
    text = ngettext("Not published: one text has no translation yet.", "Not published: %(count)d texts have no translation yet.", count) % {
        "count": count
    }
    return format_html("{}<ul>{}</ul>", text, format_html_join("", "<li>{}</li>", ((Truncator(one).chars(120),) for one in segments[:SHOWN])))
