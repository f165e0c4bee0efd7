"""The form of a page: words and facts in one, words alone where the facts live elsewhere."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from hub.slugs import taken_by_the_hub


class HubPageForm(WagtailAdminPageForm):
    """Takes the facts, and the slug that follows the original's, out of the form of a translation.

    Hiding the panels alone would make the page impossible to save.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.keeps_facts:
            for name in ("slug", *self.instance.fact_fields):
                self.fields.pop(name, None)
                self.formsets.pop(name, None)

    def clean(self) -> dict[str, Any]:
        """With an error for an address that the hub itself answers at."""
        data = super().clean()
        if problem := taken_by_the_hub(data.get("slug", ""), self.parent_page):
            self.add_error("slug", problem)
        return data


class HubCopyForm(CopyForm):
    """Wagtail's form for copying, without its box “Alias”: an alias would be a second home for facts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)

    def clean(self) -> dict[str, Any]:
        """With an error for an address that the hub itself answers at."""
        data = super().clean()
        if problem := taken_by_the_hub(data.get("new_slug", ""), data.get("new_parent_page") or self.page.get_parent()):
            self.add_error("new_slug", problem)
        return data
