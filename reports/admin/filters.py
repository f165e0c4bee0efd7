"""Filters of the list of reports."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Page

from reports.access import reports_for
from reports.models import OPEN, Kind, Report, State


def pages_told_of(request: HttpRequest | None) -> QuerySet[Page]:
    """The pages of the reports that the person sees."""
    return Page.objects.filter(pk__in=reports_for(request.user).values("page")).order_by("title") if request else Page.objects.none()


class ReportFilters(WagtailFilterSet):
    """State, kind, page."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=[("open", _("All that wait")), *State.choices], empty_label=_("All"), method="filter_state"
    )
    kind = django_filters.ChoiceFilter(label=_("What is wrong"), choices=Kind.choices, empty_label=_("All"))
    page = django_filters.ModelChoiceFilter(label=_("Page"), queryset=pages_told_of, empty_label=_("All"))

    class Meta:
        model = Report
        fields: list[str] = []

    def filter_state(self, reports: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """One state, or all that are open."""
        return reports.filter(state__in=OPEN if value == "open" else [value])
