"""The ways to what editors learn: in Wagtail's menu of reports."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .access import LearningItem
from .gap_views import GapsView
from .matrix_views import MatrixView


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """The two pages."""
    return [
        path("reports/what-is-missing/", GapsView.as_view(), name="gaps"),
        path("reports/help-from-a-distance/", MatrixView.as_view(), name="coverage"),
    ]


@hooks.register("register_reports_menu_item")
def to_the_gaps() -> MenuItem:
    """What people looked for in vain."""
    return LearningItem(_("What is missing"), reverse("gaps"), name="gaps", icon_name="help", order=10)


@hooks.register("register_reports_menu_item")
def to_the_matrix() -> MenuItem:
    """Where there is help at all."""
    return LearningItem(_("Help from a distance"), reverse("coverage"), name="coverage", icon_name="globe", order=20)
