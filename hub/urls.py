"""All addresses of the hub."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.static import serve as media
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents.views.serve import serve as serve_document

from hub.admin.choosing import Browse
from hub.admin.move import MoveConfirm
from hub.admin.privacy import set_privacy
from hub.health import healthz
from hub.views.leave import leave
from hub.views.root import root
from hub.views.safe import safe
from hub.views.serve import serve
from members.signing_in import urls as signing_in
from members.views import AccountView
from safety.views import protection
from translation.admin.narrow import PageTypes

everywhere: list[URLPattern | URLResolver] = [
    path("admin/", include(signing_in)),
    path("admin/account/", require_admin_access(AccountView.as_view()), name="wagtailadmin_account"),
    path("admin/pages/<int:page_id>/privacy/", set_privacy),
    path("admin/choose-page/<int:parent_page_id>/", require_admin_access(Browse.as_view())),
    path("admin/pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/", require_admin_access(MoveConfirm.as_view())),
    path("admin/reports/page-types-usage/", require_admin_access(PageTypes.as_view())),
    path("admin/reports/page-types-usage/results/", require_admin_access(PageTypes.as_view(results_only=True))),
    path("admin/", include(wagtailadmin_urls)),
    re_path(r"^documents/(\d+)/(.*)$", serve_document, name="wagtaildocs_serve"),
    path("exit/", leave, name="leave"),
    path("healthz", healthz, name="healthz"),
    path("", root, name="root"),
    *([path("media/images/<path:path>", media, {"document_root": settings.MEDIA_ROOT / "images"})] if settings.SERVE_MEDIA else []),
]
"""What is in no language."""

in_each_language: list[URLPattern | URLResolver] = [
    path("search/", include("search.urls")),
    path("report/", include("reports.urls")),
    path("safe/", safe, name="safe"),
    path("protection/", protection, name="protection"),
]
"""What every language has, on the discreet way too (``hub.discreet_urls``)."""

urlpatterns: list[URLPattern | URLResolver] = [
    *everywhere,
    *i18n_patterns(*in_each_language, re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve")),
]

handler500 = "hub.views.errors.server_error"
