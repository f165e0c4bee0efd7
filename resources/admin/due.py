"""What waits on services: a check of their facts, a consent that ends, a closed door."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.admin import due, waiting
from hub.admin.due import Due
from hub.admin.waiting import Waiting
from hub.models import HubPage
from resources.admin.alerts import alerts_due
from resources.codes import AlertKind
from resources.models import Alert, ListingConsent, ServicePage, Verification

AHEAD: Final = timedelta(days=30)
"""How long before its end a consent is asked for again."""


def latest_due() -> Subquery:
    """The day on which the latest check of a service asks for the next one."""
    return Subquery(Verification.objects.filter(page=OuterRef("pk")).order_by("-on", "-pk").values("due")[:1])


def with_check_due(services: QuerySet[Any], today: date | None = None) -> QuerySet[Any]:
    """The services whose next check is due, with the day as ``check_due``."""
    return services.annotate(check_due=latest_due()).filter(check_due__lte=today or timezone.localdate())


def checks(user: Any) -> Iterator[Due]:
    """Facts to be checked."""
    for service in with_check_due(due.looked_after_by(user, ServicePage)).select_related("locale"):
        yield _due("check", _("Check the facts"), service, service.check_due)


def consents(user: Any) -> Iterator[Due]:
    """Consents that end within a month, or have ended."""
    mine = due.looked_after_by(user, ServicePage)
    given, soon = ListingConsent.objects.filter(page__in=mine), timezone.localdate() + AHEAD
    ending = given.filter(until__lte=soon).select_related("page__locale").order_by("until")
    last = {(row.page_id, row.cover): row for row in ending}
    renewed = set(given.exclude(until__lte=soon).values_list("page_id", "cover"))
    for key, row in last.items():
        if key not in renewed:
            yield _due("consent", _("Ask again for the consent to be listed"), row.page, row.until)


def _due(kind: str, text: str, page: HubPage, since: date) -> Due:
    """Something to do in the form of ``page``."""
    return Due(kind, text, page.get_admin_display_title(), reverse("wagtailadmin_pages:edit", args=[page.pk]), since)


def _closed(model: type[HubPage]) -> Q | None:
    """Services that are closed today."""
    today = timezone.localdate()
    holds = Q(starts_on__lte=today) & (Q(ends_on=None) | Q(ends_on__gte=today))
    return Q(Exists(Alert.objects.filter(holds, page=OuterRef("pk"), kind=AlertKind.CLOSED))) if model is ServicePage else None


def _check(model: type[HubPage]) -> Q | None:
    """Services whose check is due."""
    return Q(pk__in=with_check_due(ServicePage.objects.all()).values("pk")) if model is ServicePage else None


def _consent(model: type[HubPage]) -> Q | None:
    """Services that nobody may see for want of consent."""
    return Q(pk__in=model.held_back().values("pk")) if model is ServicePage else None


def register() -> None:
    """Tell the dashboard and the lists."""
    due.register(alerts_due)
    due.register(checks)
    due.register(consents)
    waiting.register(
        Waiting("check", gettext_lazy("Check is due"), _check),
        Waiting("closed", gettext_lazy("Closed now"), _closed),
        Waiting("consent", gettext_lazy("Not shown: consent is missing"), _consent),
    )
