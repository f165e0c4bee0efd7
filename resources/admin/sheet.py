"""The sheet to review in the admin, for those who translate into the language."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from resources.sheet import sheet
from translation.admin.names import headed, named
from translation.rights import locales_of


def review(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet of one language. Raises PermissionDenied where it is not one of the user's."""
    language = next((language for language, _locale in locales_of(request.user) if language.code == code), None)
    if language is None:
        raise PermissionDenied
    context = {**headed(_("Sentences to review"), named(language), "list-ul"), "language": language, "sections": sheet(code)}
    return render(request, "resources/admin/sheet.html", context)


URLS: list[URLPattern] = [path("translations/<str:code>/sheet/", review, name="review_sheet")]
