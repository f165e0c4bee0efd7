"""What the translators' editor refuses, and says so: publishing half a translation, or one whose facts nobody has published."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation

from hub.models import HubPage
from hub.models.facts import FACTS_NOT_PUBLISHED

from .states import translation_of

SHOWN = 5


def missing_segments(translation: Translation) -> list[str]:
    """The texts of the original that have no translation yet, or one with an error, in their order on the page."""
    segments = translation.source.stringsegment_set.annotate_translation(translation.target_locale).select_related("string").order_by("order")
    return [segment.string.data for segment in segments if segment.translation is None]


def refuse(request: HttpRequest, page: Page) -> HttpResponse | None:
    """None, or the way back to the editor with a message that says why nothing was published. What was written so far is kept."""
    if request.method != "POST":
        return None
    if "localize-convert-to-alias" in request.POST:
        return _back(request, page, _("Pages of the hub have no aliases. Hide the page, or keep its translation."))
    if request.POST.get("action") == "publish" and isinstance(page, HubPage) and (translation := translation_of(page)):
        if page.facts_page and not page.facts_page.first_published_at:
            return _back(request, page, str(FACTS_NOT_PUBLISHED))
        if missing := missing_segments(translation):
            return _back(request, page, _missing(missing))
    return None


def _back(request: HttpRequest, page: Page, message: str) -> HttpResponse:
    """To the editor, with the message."""
    messages.error(request, message)
    return redirect("wagtailadmin_pages:edit", page.pk)


def _missing(segments: list[str]) -> str:
    """How many texts are missing, and the first of them."""
    count = len(segments)
    text = ngettext("Not published: one text has no translation yet.", "Not published: %(count)d texts have no translation yet.", count) % {
        "count": count
    }
    return format_html("{}<ul>{}</ul>", text, format_html_join("", "<li>{}</li>", ((Truncator(one).chars(120),) for one in segments[:SHOWN])))
