"""Wagtail's hooks: reports in the menu of the admin."""

from __future__ import annotations

from wagtail import hooks

from .admin.viewset import ReportViewSet


@hooks.register("register_admin_viewset")
def register_reports() -> ReportViewSet:
    """The list of reports."""
    return ReportViewSet()
