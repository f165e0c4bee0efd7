"""The menu of a row in the lists of services and organisations: what a volunteer does in a minute, without opening the form."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import ButtonsColumnMixin
from wagtail.admin.widgets.button import Button, ButtonWithDropdown

from hub.admin.buttons import TitleWithFacts
from hub.admin.hide_hooks import hide_button
from hub.admin.hiding import may_hide

from .alert_hooks import alert_button
from .alerts import may_alert


def row_buttons(page: Any, user: Any, next_url: str) -> list[Button]:
    """What ``user`` may do with ``page``, loaded with its facts."""
    found = [alert_button(page, next_url)] if may_alert(user, page) else []
    return [*found, *([hide_button(page, next_url)] if may_hide(user, page) else [])]


class FamilyTitle(ButtonsColumnMixin, TitleWithFacts):
    """The title, which leads to the form, with the menu and the way to Correct facts below it."""

    def get_buttons(self, instance: Any, parent_context: Any) -> list[Any]:
        """One button that opens the menu; none where there is nothing to do."""
        request = parent_context["request"]
        buttons = row_buttons(instance, request.user, request.get_full_path())
        label = _("Actions for “%(title)s”") % {"title": instance.get_admin_display_title()}
        return [ButtonWithDropdown(buttons=buttons, icon_name="dots-horizontal", attrs={"aria-label": label})] if buttons else []
