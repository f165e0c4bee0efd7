"""Panels for facts: editable on the facts page by whoever may change facts, else read only with a link to where they are corrected."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import override
from wagtail.admin.panels import ObjectList, Panel, PanelGroup, TabbedInterface

from hub.admin.facts import fact_rows
from hub.admin.forms import may_change_facts, shows_facts_only


class Tabs(TabbedInterface):
    """The tabs of a page's form. Wagtail makes the addresses of tabs and panels from their headings, once for the whole process, in the language of
    whoever opens a form first: here they are English words for everybody, so that a link to a tab holds."""

    def on_model_bound(self) -> None:
        """Names all panels."""
        super().on_model_bound()
        with override("en"):
            _name(self)


def _name(group: PanelGroup) -> None:
    group.child_identifiers  # noqa: B018 - kept by the group once asked for
    for panel in group.children:
        if isinstance(panel, PanelGroup):
            _name(panel)


class FactsPanel(ObjectList):
    """The facts of a page, shown only on the page that keeps them, and to whoever may change them."""

    class BoundPanel(ObjectList.BoundPanel):
        """Asks first whether the form holds facts: where it does not, the children have no fields to bind to."""

        def is_shown(self) -> bool:
            """Shown where facts are edited."""
            return not shows_facts_only(self.instance, user_of(self)) and super().is_shown()


class FactsShown(Panel):
    """The facts read only: of a translation, with the way to where they are corrected, and of any page for whoever may not change facts."""

    class BoundPanel(Panel.BoundPanel):
        """Rendered from ``hub/admin/facts_shown.html``."""

        template_name = "hub/admin/facts_shown.html"

        def is_shown(self) -> bool:
            """Shown where facts are not edited."""
            return shows_facts_only(self.instance, user_of(self))

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """The page with the facts, its facts as label and texts, and what this person may do there."""
            return {**super().get_context_data(parent_context), **facts_context(self.instance.facts, user_of(self))}


def facts_context(facts: Any, user: Any) -> dict[str, Any]:
    """What ``facts_shown.html`` needs: the page, its facts as label and texts, and whether ``user`` may change them. Who may not is led to the page
    that readers see, and not to a refusal."""
    may = may_change_facts(user) and (user is None or facts.permissions_for_user(user).can_edit())
    return {"facts": facts, "rows": fact_rows(facts), "may_change": may}


class UnconfirmedPanel(Panel):
    """The changes that wait for a second pair of eyes, with the way to confirm them."""

    class BoundPanel(Panel.BoundPanel):
        """Rendered from ``hub/admin/changes_panel.html``."""

        template_name = "hub/admin/changes_panel.html"

        @cached_property
        def changes(self) -> list[Any]:
            """Those of this page."""
            from hub.admin.changes import told_changes

            return told_changes(self.instance, user_of(self))

        def is_shown(self) -> bool:
            """Shown where something waits."""
            return bool(self.changes)

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """With the changes. The form of the page has no room for a second form: they are confirmed where facts are corrected."""
            return {**super().get_context_data(parent_context), "changes": self.changes, "page": self.instance}


def user_of(panel: Any) -> Any:
    """Who looks at a bound panel; None where nobody in particular does."""
    return getattr(panel.request, "user", None)


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
