"""Where *Close for now* and *Open again* stand in the admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from resources.codes import AlertKind
from resources.models import ServicePage

from .alert_views import AlertView, CloseView
from .alerts import CLOSE, OVER, STILL, alerts_now, may_alert


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """The two pages."""
    return [
        path("services/<int:page_id>/close/", CloseView.as_view(), name="service_close"),
        path("alerts/<int:alert_id>/", AlertView.as_view(), name="service_alert"),
    ]


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """What the history of a service says."""
    actions.register_action(CLOSE, _("Put up an alert"), _("Alert put up in all languages"))
    actions.register_action(STILL, _("Confirm an alert"), _("Alert said to be still so"))
    actions.register_action(OVER, _("Take down an alert"), _("Alert taken down in all languages"))


def alert_button(service: ServicePage, next_url: str | None = None) -> Button:
    """*Open again* while the service is closed, else *Close for now*."""
    closed = next((alert for alert in alerts_now(service) if alert.kind == AlertKind.CLOSED), None)
    name, pk = ("service_alert", closed.pk) if closed else ("service_close", service.pk)
    address = reverse(name, args=[pk]) + (f"?{urlencode({'next': next_url})}" if next_url else "")
    return Button(_("Open again") if closed else _("Close for now"), address, icon_name="warning", priority=61)


@hooks.register("register_page_header_buttons")
def in_the_header(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the menu beside the title of a service, whichever language it is in. A draft has no rows to answer about: the live page is asked."""
    if may_alert(user, page):
        yield alert_button(ServicePage.objects.get(pk=page.facts.pk), next_url)
