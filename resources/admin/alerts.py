"""Alerts of services: *Close for now*, and the question after a while whether one without an end still holds (DESIGN §4, Alert)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from hub.admin.due import Due, looked_after_by
from hub.corrections.correct import lock
from hub.corrections.rows import write_row
from resources.models import Alert, ServicePage
from resources.opening import in_force
from resources.presentation.notices import local_day
from resources.presentation.wording import day_text

ASK_AFTER: Final = timedelta(days=14)
"""An alert without an end is asked about when nobody has said for so long that it holds."""
CLOSE: Final = "hub.alert"
STILL: Final = "hub.alert.still"
OVER: Final = "hub.alert.over"
"""The entries in the log of a page."""


def may_alert(user: Any, page: Page) -> bool:
    """May ``user`` close the service ``page`` and open it again? Whoever may change facts and edit the page that keeps them."""
    if not isinstance(page, ServicePage) or not user.has_perm("hub.change_facts"):
        return False
    return bool(page.facts.permissions_for_user(user).can_edit())


def today_at(service: ServicePage) -> date:
    """Today where the service is."""
    return local_day(service, timezone.now())


def alerts_now(service: ServicePage) -> list[Alert]:
    """The alerts that readers see now."""
    return list(in_force(service.alerts.all(), today_at(service)))


@transaction.atomic
def put_up(alert: Alert, user: Any) -> None:
    """Show ``alert`` to readers of all languages now. One of the same kind that they see already is changed: they never read two, though two editors
    say the same at once."""
    lock(alert.page_id)
    service = ServicePage.objects.get(pk=alert.page_id)
    held = next((one for one in alerts_now(service) if one.kind == alert.kind), None)
    if held:
        held.ends_on, held.instead = alert.ends_on, alert.instead
    row = held or alert
    row.asked_on = today_at(service)
    write_row(row, "alerts", user, CLOSE)


def still_so(alert: Alert, user: Any) -> None:
    """It still holds: ask again in a while."""
    alert.asked_on = today_at(alert.page)
    write_row(alert, "alerts", user, STILL)


def over(alert: Alert, user: Any) -> None:
    """It is over: yesterday was its last day."""
    yesterday = today_at(alert.page) - timedelta(days=1)
    alert.starts_on, alert.ends_on = min(alert.starts_on, yesterday), yesterday
    write_row(alert, "alerts", user, OVER)


def to_ask_about(services: QuerySet[Any], today: date) -> QuerySet[Alert]:
    """The alerts of ``services`` without an end about which nobody has said anything for too long."""
    said = Alert.objects.annotate(said_on=Coalesce(F("asked_on"), F("starts_on")))
    return said.filter(Q(page__in=services.values("pk")), ends_on=None, said_on__lte=today - ASK_AFTER).select_related("page__locale")


def alerts_due(user: Any) -> Iterable[Due]:
    """What ``user`` is asked about alerts (``hub.admin.due``)."""
    for alert in to_ask_about(looked_after_by(user, ServicePage), timezone.localdate()):
        said = alert.asked_on or alert.starts_on
        text = _("“%(alert)s” since %(date)s. Is it still so?") % {"alert": alert.get_kind_display(), "date": day_text(alert.starts_on)}
        address = reverse("service_alert", args=[alert.pk])
        answers = ((_("Still so"), f"{address}?answer=still"), (_("Over now"), f"{address}?answer=over"))
        yield Due("alert", text, alert.page.get_admin_display_title(), address, said + ASK_AFTER, answers=answers)
