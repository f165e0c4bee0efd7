"""A person's own account in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import account

from .forms import AccountForm


class NamePanel(account.BaseSettingsPanel):
    """Display name and e-mail address."""

    name = "name_email"
    title = _("Name and e-mail address")
    order = 100
    form_class = AccountForm


class AccountView(account.AccountView):
    """Wagtail's, with one name, and without a picture of the person."""

    def get_panels(self) -> list[account.BaseSettingsPanel]:
        """Wagtail's panels; its name panel replaced, its picture taken away."""
        kept = [panel for panel in super().get_panels() if panel.name != "avatar"]
        return [NamePanel(panel.request, panel.user, panel.profile) if panel.name == "name_email" else panel for panel in kept]
