"""The service that readers tell about, made once for each module."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from resources.models import Phone, ServicePage
from tests import factories


@pytest.fixture(scope="module")
def kept_service(kept: Callable[[Callable[[], Any]], Any]) -> int:
    """The number of a service that is called Night Lamp and has a telephone."""
    return int(kept(lambda: factories.service("Night Lamp", phones=[Phone(number="+33199001234")]).pk))


@pytest.fixture
def service(kept_service: int, db: None) -> ServicePage:
    """That service, as it was made."""
    return ServicePage.objects.get(pk=kept_service)
