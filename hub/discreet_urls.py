"""All addresses of the hub as the discreet way has them: pages and documents by number, the rest under the same names."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail import urls as wagtail_urls

from hub.urls import everywhere, in_each_language
from hub.views.discreet import by_number, by_path, document

inside: list[URLPattern | URLResolver] = [
    *in_each_language,
    path("file/<int:number>/", document, name="discreet_document"),
    path("<int:number>/", by_number),
    re_path(wagtail_urls.serve_pattern, by_path, name="wagtail_serve"),
]

urlpatterns: list[URLPattern | URLResolver] = [*everywhere, *i18n_patterns(path("p/", include(inside)))]

handler500 = "hub.views.errors.server_error"
