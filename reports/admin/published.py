"""How a service can be reached as readers see it now: the way to ask back whoever says to work there. What the report itself names proves nothing."""

from __future__ import annotations

from typing import Any

from hub.models import HubPage
from resources.models import OrganisationPage, ServicePage
from resources.presentation.ways import number_text


def published_numbers(page: HubPage) -> list[str]:
    """The telephone numbers on the page as it is live; those of its services for an organisation."""
    if isinstance(page, ServicePage):
        return _numbers([page])
    if isinstance(page, OrganisationPage):
        return _numbers(page.services.filter(live=True, listed=True).prefetch_related("phones"))
    return []


def _numbers(services: Any) -> list[str]:
    """Each number once, as it is printed."""
    return list(dict.fromkeys(number_text(phone.number) for service in services for phone in service.phones.all()))
