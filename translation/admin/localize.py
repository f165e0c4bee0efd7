"""Addresses of wagtail-localize that would break a rule of the hub, answered by us: aliases, translations into all languages at once, half pages."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import stop_translation

from translation.desk import missing_text
from translation.whole import missing_segments


def no_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """Stands at the address of the conversion into an alias and refuses."""
    messages.error(request, _("Pages of the hub have no aliases. Hide the page, or keep its translation."))
    return redirect("wagtailadmin_pages:edit", page_id)


def submit(request: HttpRequest, page_id: int) -> HttpResponse:
    """Starting translations is a matter of each language: to our page for it."""
    return redirect("translation:languages", page_id)


def update(request: HttpRequest, translation_source_id: int) -> HttpResponse:
    """Originals are renewed when they are published; publishing all translations at once would fill what is missing with the original's words."""
    messages.info(request, _("Translators see the changes of a page as soon as it is published. There is nothing to update by hand."))
    return redirect("wagtailadmin_home")


@require_POST
def stop(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Only a whole translation becomes an ordinary page: what is missing would stand there in the words of the original, ready to be published."""
    translation = get_object_or_404(Translation, pk=translation_id)
    page = translation.get_target_instance()
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if missing := missing_segments(translation):
        messages.error(request, missing_text(missing))
        return redirect("wagtailadmin_pages:edit", page.pk)
    if not page.live:
        translation.save_target(user=request.user, publish=False)
    return stop_translation(request, translation_id)


def nothing(request: HttpRequest, **names: str) -> HttpResponse:
    """wagtail-localize lists snippets of any kind here, to everybody. No text of the hub chooses snippets."""
    raise Http404


def report(request: HttpRequest) -> HttpResponse:
    """wagtail-localize's report knows nothing of versions and shows all languages: to our list."""
    return redirect("translation:index")


URLS: list[URLPattern] = [
    path("localize/page/<int:page_id>/convert_to_alias/", no_alias),
    path("localize/submit/page/<int:page_id>/", submit),
    path("localize/update/<int:translation_source_id>/", update),
    path("localize/translate/<int:translation_id>/disable/", stop),
    path("localize/api/snippets/<slug:app_label>/<slug:model_name>/", nothing),
    path("localize/api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/", nothing),
    path("localize/reports/translations/", report),
    path("localize/reports/translations/results/", report),
]
