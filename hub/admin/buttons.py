"""The ways to Correct facts from where pages are listed and edited."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.ui.tables import TitleColumn

from .forms import may_change_facts, may_correct


class CorrectFactsButton(PageMenuItem):
    """In the menu of a page."""

    label = _("Correct facts")
    icon_name = "edit"
    url_name = "hub_correct_facts"

    def is_shown(self, user: Any) -> bool:
        """For whoever may, on pages that have been published once."""
        return may_correct(user, self.page)


class TitleWithFacts(TitleColumn):
    """The title in a list, and below it one click to Correct facts. The form itself asks for the permissions on the page, so that a list of fifty
    asks for none."""

    cell_template_name = "hub/admin/title_with_facts.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """With whether there is something to correct, and for this person."""
        user = getattr(parent_context.get("request"), "user", None)
        shown = bool(instance.first_published_at) and may_change_facts(user)
        return {**super().get_cell_context_data(instance, parent_context), "may_correct": shown}
