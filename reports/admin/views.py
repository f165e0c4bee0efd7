"""The list of reports, and one report with what can be done about it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.models import IndexView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from hub import languages
from hub.admin.hiding import hide
from hub.admin.tables import LIST
from hub.models import HubPage
from reports.access import ReportPolicy, reports_for
from reports.models import Report

from .forms import CloseForm
from .published import published_numbers


class ReportIndex(IndexView):
    """What waits longest stands first, and an address or a danger before it."""

    permission_policy = ReportPolicy(Report)
    any_permission_required: ClassVar[list[str]] = ["view"]
    page_title = gettext_lazy("Reader reports")
    table_classname = LIST

    def get_base_queryset(self) -> QuerySet[Report]:
        """Those that this person sees, in the order of their urgency."""
        return reports_for(self.request.user).by_urgency().select_related("page")


class ReportInspect(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One report, the page as readers see it now, and the answers: take it, hide the page, close it."""

    permission_policy = ReportPolicy(Report)
    permission_required = "view"
    template_name = "reports/admin/inspect.html"
    header_icon = "mail"
    index_url_name = ""

    @cached_property
    def report(self) -> Report:
        """The report. Raises Http404 for one that this person does not see, as for one that does not exist."""
        return get_object_or_404(reports_for(self.request.user).select_related("page"), pk=self.kwargs["pk"])

    @cached_property
    def page(self) -> HubPage:
        """The page with the facts, as it is live."""
        return self.report.page.specific

    @cached_property
    def numbers(self) -> list[str]:
        """The published numbers to ask back on."""
        return published_numbers(self.page)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what was chosen, and come back."""
        if "hide" in request.POST and self.report.urgent:
            return self.hide()
        if "close" in request.POST and self.report.is_open:
            return self.close()
        self.report.take()
        return redirect(request.path)

    def hide(self) -> HttpResponse:
        """The page is gone for readers; the report is being looked at."""
        hide(self.page, self.request.user)
        self.report.take()
        messages.success(self.request, _("“%(title)s” is hidden in all languages.") % {"title": self.page.title})
        return redirect(self.request.path)

    def close(self) -> HttpResponse:
        """Closed with a result; or the form again, and why."""
        form = self.form(self.request.POST)
        if not form.is_valid():
            messages.error(self.request, _("The report is not closed yet: see below."))
            return self.render_to_response(self.get_context_data(form=form))
        self.report.close(form.cleaned_data["result"], form.cleaned_data.get("called_back", False))
        messages.success(self.request, _("The report is closed. It will be deleted in 30 days."))
        return redirect(self.index_url_name)

    def form(self, data: Any = None) -> CloseForm:
        """The form that closes it."""
        return CloseForm(data, report=self.report, numbers=self.numbers)

    def get_page_title(self) -> str:
        """What is wrong."""
        return str(self.report.get_kind_display())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the list."""
        listed = {"url": reverse(self.index_url_name), "label": _("Reader reports")}
        return [*self.breadcrumbs_items, listed, {"url": "", "label": self.get_page_title(), "sublabel": self.page.title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the page shows."""
        shown = {"report": self.report, "about": self.page, "numbers": self.numbers, "language": languages.language(self.report.language)}
        return {"form": self.form(), **super().get_context_data(**kwargs), **shown}
