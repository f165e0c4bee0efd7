"""What editors do to many services at once: say that their facts have been checked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from hub.admin.bulk import FactsBulkAction
from hub.corrections.rows import write_row
from resources.codes import VerifiedHow
from resources.models import ServicePage, Verification

AGAIN_AFTER: Final = timedelta(days=180)
VERIFY: Final = "hub.verify"
"""The entry in the log of a page."""


def in_half_a_year() -> Any:
    """The day on which a check is usually due again."""
    return timezone.localdate() + AGAIN_AFTER


class VerifyForm(forms.Form):
    """How the facts were checked, and when next."""

    how = forms.ChoiceField(label=_("How"), choices=VerifiedHow.choices)
    due = forms.DateField(label=_("Next check due"), required=False, initial=in_half_a_year, widget=AdminDateInput)

    def clean_due(self) -> Any:
        """Raises ValidationError for a day that has passed."""
        due = self.cleaned_data["due"]
        if due and due <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day to come."))
        return due


@hooks.register("register_bulk_action")
class VerifyMany(FactsBulkAction):
    """The facts of the chosen services were checked today."""

    display_name = _("Facts checked")
    action_type = "verify"
    aria_label = _("Say that the facts of the chosen services were checked today")
    action_priority = 55
    form_class = VerifyForm
    question = _("All facts of these services were checked today. How?")

    @classmethod
    def said(cls, count: int) -> str:
        """How many."""
        return ngettext("The check of one service is noted.", "The checks of %(count)d services are noted.", count)

    def check_perm(self, obj: Page) -> bool:
        """Services whose facts this person may correct."""
        return issubclass(obj.specific_class or Page, ServicePage) and super().check_perm(obj)

    @classmethod
    def do(cls, page: Any, user: Any, given: dict[str, Any]) -> None:
        """Note the check."""
        check = Verification(page=page, on=timezone.localdate(), how=given["how"], by=user, due=given["due"])
        write_row(check, "verifications", user, VERIFY)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """What the history of a service says."""
    actions.register_action(VERIFY, _("Note a check of facts"), _("Facts checked"))
