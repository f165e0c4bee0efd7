"""The list of what is to be translated into a language, and the way to begin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Locale, Page

from hub.languages import Language
from hub.models import HubPage, visible_pages
from hub.models.facts import FACTS_NOT_PUBLISHED, FactsNotPublishedError
from hub.models.visibility import hub_page_models
from translation.admin.names import headed, named
from translation.queue import WAITING, State, counts, queue
from translation.rights import locales_of, works_in
from translation.rows import rows
from translation.start import start

PER_PAGE = 50


class Filters(forms.Form):
    """What the list is narrowed to."""

    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of page"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("All that waits")), *State.choices]  # type: ignore[attr-defined]
        kinds = ((model._meta.model_name, capfirst(str(model._meta.verbose_name_plural))) for model in hub_page_models())
        self.fields["kind"].choices = [("", _("All")), *sorted(kinds, key=lambda kind: kind[1])]  # type: ignore[attr-defined]

    def narrow(self, pages: Any) -> Any:
        """``pages`` (from ``queue``) as the reader of the list chose; nonsense in the address narrows nothing."""
        chosen = self.cleaned_data if self.is_valid() else {}
        pages = pages.filter(state=chosen["state"]) if chosen.get("state") else pages.filter(state__in=WAITING)
        return pages.filter(content_type__model=chosen["kind"]) if chosen.get("kind") else pages


def index(request: HttpRequest) -> HttpResponse:
    """To the first language that the user translates into."""
    mine = locales_of(request.user)
    if not mine:
        raise PermissionDenied
    return redirect("translation:list", mine[0][0].code)


def waiting(request: HttpRequest, code: str) -> HttpResponse:
    """What waits in one language."""
    mine = locales_of(request.user)
    language, locale = _chosen(mine, code)
    filters = Filters(request.GET)
    paginator = Paginator(filters.narrow(queue(locale)).select_related("locale"), PER_PAGE)
    listing = paginator.get_page(request.GET.get("p"))
    context = {
        **headed(_("Translations"), named(language)),
        "language": language,
        "languages": [one for one, _locale in mine],
        "counts": [(state, number) for state, number in zip(State, counts(locale).values(), strict=True)],
        "filters": filters,
        "listing": listing,
        "elided": paginator.get_elided_page_range(listing.number),
        "rows": rows(listing, locale),
    }
    return render(request, "translation/admin/list.html", context)


def _chosen(mine: list[tuple[Language, Locale]], code: str) -> tuple[Language, Locale]:
    """The language ``code`` and its locale. Raises PermissionDenied where it is not one of ``mine``."""
    for language, locale in mine:
        if language.code == code:
            return language, locale
    raise PermissionDenied


def languages_for(request: HttpRequest, source_id: int) -> HttpResponse:
    """The languages that the user may translate an original into, each with a button that begins or goes on."""
    page = _original(request, source_id)
    found = dict(Page.objects.filter(translation_key=page.translation_key).values_list("locale_id", "pk"))
    offered = [(language, named(language), found.get(locale.pk)) for language, locale in locales_of(request.user) if locale.pk != page.locale_id]
    if not offered:
        raise PermissionDenied
    return render(request, "translation/admin/languages.html", {**headed(_("Translate"), page.title), "page": page, "offered": offered})


@require_POST
def begin(request: HttpRequest, source_id: int, code: str) -> HttpResponse:
    """Start the translation of an original, and on to its sentences. What is there already is only opened."""
    page = _original(request, source_id)
    _language, locale = _chosen(locales_of(request.user), code)
    if locale.pk == page.locale_id:
        raise Http404
    try:
        return redirect("wagtailadmin_pages:edit", start(page, locale, request.user).pk)
    except FactsNotPublishedError:
        messages.error(request, FACTS_NOT_PUBLISHED)
        return redirect("translation:languages", source_id)


def _original(request: HttpRequest, pk: int) -> HubPage:
    """The original ``pk``, if everybody may read it or the user works in its language. Raises Http404 for all others: they are nobody's business."""
    page = get_object_or_404(Page, pk=pk).specific
    if not isinstance(page, HubPage) or not page.keeps_facts:
        raise Http404
    if not works_in(request.user, page) and not visible_pages(at_any_time=True).filter(pk=pk).exists():
        raise Http404
    return page


URLS: list[URLPattern] = [
    path("translations/", index, name="index"),
    path("translations/<str:code>/", waiting, name="list"),
    path("translate/<int:source_id>/", languages_for, name="languages"),
    path("translate/<int:source_id>/<str:code>/", begin, name="start"),
]
