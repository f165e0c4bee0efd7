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
            return {**super().get_context_data(parent_context), **facts_context(self.instance.facts, self.request.user)}


def facts_context(facts: Any, user: Any) -> dict[str, Any]:
    """What ``facts_shown.html`` needs: the page, its facts as label and texts, and whether ``user`` may edit it. Who may not is led to the page
    that readers see, and not to a refusal."""
    return {"facts": facts, "rows": fact_rows(facts), "may_edit": facts.permissions_for_user(user).can_edit()}
