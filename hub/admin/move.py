"""Moving a page: Wagtail's question before it names both pages to everybody who works here, so it is asked only of those who may move it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.admin.views.pages.move import MoveConfirmView
from wagtail.models import Page


class MoveConfirm(MoveConfirmView):
    """Wagtail's, for those who may."""

    def dispatch(self, request: HttpRequest, page_to_move_id: int, destination_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        """The question, or the move. Raises PermissionDenied for whoever may not move the page there."""
        page, destination = (get_object_or_404(Page, pk=key) for key in (page_to_move_id, destination_id))
        if not page.permissions_for_user(request.user).can_move_to(destination):
            raise PermissionDenied
        return super().dispatch(request, page_to_move_id, destination_id, *args, **kwargs)
