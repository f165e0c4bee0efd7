"""Who sees reports: whoever may change the facts of the page, and nobody else. Menu, list, inspection, dashboard all ask here."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from .models import Report, ReportQuerySet


def sees_reports(user: Any) -> bool:
    """Could there be a report for ``user``?"""
    return bool(user.has_perm("hub.change_facts") and PagePermissionPolicy(Page).user_has_permission(user, "change"))


def reports_for(user: Any) -> ReportQuerySet:
    """The reports that ``user`` sees."""
    if not sees_reports(user):
        return Report.objects.none()
    if user.is_superuser:
        return Report.objects.all()
    pages = PagePermissionPolicy(Page).instances_user_has_permission_for(user, "change")
    return Report.objects.filter(page__in=pages.order_by().values("pk"))


class ReportPolicy(BasePermissionPolicy):
    """The same in the form that Wagtail's views ask for. Nobody adds or deletes a report by hand."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """May ``user`` look at reports and answer them?"""
        return action in ("change", "view") and sees_reports(user)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Report) -> bool:
        """And at this one?"""
        return self.user_has_permission(user, action) and reports_for(user).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> ReportQuerySet:
        """All that ``user`` sees."""
        return reports_for(user) if {"change", "view"} & set(actions) else Report.objects.none()
