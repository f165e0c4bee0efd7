"""The section of the admin: its addresses and its place in the menu."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import StatusTagColumn, TitleColumn
from wagtail.admin.viewsets.base import ViewSet

from hub.admin.tables import Told
from reports.access import sees_reports
from reports.models import Report

from .filters import ReportFilters
from .views import ReportIndex, ReportInspect


def what_is_wrong(report: Report) -> str:
    """The kind, and whether it cannot wait."""
    kind = str(report.get_kind_display())
    return _("Urgent: %(what)s") % {"what": kind} if report.is_open and (report.urgent or report.overdue) else kind


class ReportViewSet(ViewSet):
    """What readers tell. Reports come from readers only and go by themselves: there is nothing to add, edit or delete."""

    name = "reader-reports"
    icon = "mail"
    menu_label = gettext_lazy("Reader reports")
    menu_name = "reader-reports"
    menu_order = 20
    add_to_admin_menu = True
    columns: ClassVar[list[Any]] = [
        TitleColumn("kind", label=gettext_lazy("What is wrong"), accessor=what_is_wrong, url_name="reader-reports:inspect"),
        Told("page", label=gettext_lazy("Page"), accessor="page.title"),
        StatusTagColumn("state", label=gettext_lazy("State"), accessor="get_state_display", primary=lambda report: report.is_open),
        Told("created_on", label=gettext_lazy("Told on"), accessor=lambda report: date_format(report.created_on)),
    ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """What both views share."""
        return {"index_url_name": self.get_url_name("index"), **kwargs}

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list, its part that filters reload, and one report."""
        listing = {"model": Report, "columns": self.columns, "filterset_class": ReportFilters, "header_icon": self.icon}
        listing["index_results_url_name"] = self.get_url_name("index_results")
        return [
            path("", self.construct_view(ReportIndex, **listing), name="index"),
            path("results/", self.construct_view(ReportIndex, **listing, results_only=True), name="index_results"),
            path("<int:pk>/", self.construct_view(ReportInspect), name="inspect"),
        ]

    @property
    def menu_item_class(self) -> type[MenuItem]:
        """Shown to those who see reports."""

        class ReportsMenuItem(MenuItem):
            def is_shown(self, request: HttpRequest) -> bool:
                return sees_reports(request.user)

        return ReportsMenuItem
