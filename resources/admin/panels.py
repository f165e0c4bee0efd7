"""Panels in the forms of pages that name areas."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import InlinePanel, MultiFieldPanel

from .fields import LIST_ID, every_area


def _names() -> dict[str, Any]:
    """What the template needs to write the list of names."""
    return {"list_id": LIST_ID, "names": every_area()}


class InlinePanelWithAreas(InlinePanel):
    """Rows, and behind them the names of all areas, once for all fields of the form that suggest them."""

    class BoundPanel(InlinePanel.BoundPanel):
        """As Wagtail's, with the list."""

        template_name = "resources/admin/rows_with_areas.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """With the names."""
            return {**super().get_context_data(parent_context), **_names()}


class MultiFieldPanelWithAreas(MultiFieldPanel):
    """Fields, and behind them the names of all areas."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        """As Wagtail's, with the list."""

        template_name = "resources/admin/fields_with_areas.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """With the names."""
            return {**super().get_context_data(parent_context), **_names()}
