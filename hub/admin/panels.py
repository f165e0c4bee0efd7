"""Panels for facts: editable on the facts page, read only with a link on translations."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import ObjectList, Panel

from hub.admin.facts import fact_rows


class FactsPanel(ObjectList):
    """The facts of a page, shown only on the page that keeps them."""

    class BoundPanel(ObjectList.BoundPanel):
        """Asks for the facts page first: the children of a translation have no fields to bind to."""

        def is_shown(self) -> bool:
            """Shown on the facts page only."""
            return self.instance.keeps_facts and super().is_shown()


class FactsShown(Panel):
    """The facts of a translation, read only, with the way to where they are edited."""

    class BoundPanel(Panel.BoundPanel):
        """Rendered from ``hub/admin/facts_shown.html``."""

        template_name = "hub/admin/facts_shown.html"

        def is_shown(self) -> bool:
            """Shown on translations only."""
            return not self.instance.keeps_facts

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """The page with the facts, and its facts as label and texts."""
            facts = self.instance.facts
            return {**super().get_context_data(parent_context), "facts": facts, "rows": fact_rows(facts), "request": self.request}


class SmallChange(Panel):
    """A box to tick on originals that have translations: what is changed now leaves them up to date. Not a field: it says something of the version,
    not of the page (``translation.small`` keeps it)."""

    class BoundPanel(Panel.BoundPanel):
        """Rendered from ``hub/admin/small_change.html``."""

        template_name = "hub/admin/small_change.html"

        def is_shown(self) -> bool:
            """Shown where there is a translation to be left behind."""
            return bool(self.instance.pk and self.instance.keeps_facts and self.instance.members.filter(live=True).exists())

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Ticked where the newest draft is such a change."""
            draft = self.instance.latest_revision if self.instance.has_unpublished_changes else None
            return {**super().get_context_data(parent_context), "ticked": hasattr(draft, "small_change")}
