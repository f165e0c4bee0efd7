"""Services of others for the tests of the import: a mapping, and what one entry becomes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from resources.models import ServicePage
from tests.resources.importers.helpers import services


def mapping(**fields: Any) -> dict[str, Any]:
    """A mapping of one rule."""
    return {"source": "test", "id": "id", "section": {"title": "Services"}, "pages": [{"type": "service", "fields": {"title": "name", **fields}}]}


def one(tmp_path: Path, entry: dict[str, Any], code: int = 0, **fields: Any) -> ServicePage:
    """The service that one entry becomes."""
    services(tmp_path, [{"id": "a", "name": "Night Lamp", **entry}], mapping(**fields), code=code)
    return ServicePage.objects.get()


def rows(page: ServicePage, name: str, *fields: str) -> list[tuple[Any, ...]]:
    """The values of the rows of a relation."""
    return [tuple(getattr(row, field) for field in fields) for row in getattr(page, name).all()]
