"""Closing a report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.models import RESULTS, Report, State


class CloseForm(forms.Form):
    """What came of it. Where somebody says to work there, nothing counts as corrected before they were asked back on what is published."""

    result = forms.ChoiceField(
        label=_("What came of it"), choices=RESULTS, widget=forms.RadioSelect, error_messages={"required": _("Choose what came of it.")}
    )
    called_back = forms.BooleanField(label=_("Called back on the published number"), required=False)

    def __init__(self, *args: Any, report: Report, numbers: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = report
        if not report.works_there:
            del self.fields["called_back"]
        elif not numbers:
            self.fields["called_back"].label = _("Asked back by a way that is published")

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError for a correction that nobody confirmed."""
        data = super().clean() or {}
        if self.report.works_there and data.get("result") == State.CORRECTED and not data.get("called_back"):
            self.add_error("called_back", _("Somebody says to work there. Ask back in the published way before you change anything, then tick this."))
        return data
