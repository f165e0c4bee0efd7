"""Who learns from the search: whoever keeps facts. Those who only translate have no part in it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from hub.admin.forms import may_change_facts


class LearningView(WagtailAdminTemplateMixin, TemplateView):
    """A page for whoever may change facts."""

    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied for everybody else."""
        if not may_change_facts(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Where this is."""
        return [{"url": "", "label": self.get_page_title()}]


class LearningItem(MenuItem):
    """The way there."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For the same people."""
        return may_change_facts(request.user)
