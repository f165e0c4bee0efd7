"""The forms that readers fill in: no account, no cookie, nothing asked that is not needed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import PlainText
from .models import Kind, Report
from .receipts import LONGEST, code_for, new_token, plain, sealed

TEXT_LONGEST = 1000


class ReportForm(forms.Form):
    """What is wrong. Only the kind must be said."""

    kind = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=Kind.choices,
        error_messages={"required": _("Choose what is wrong."), "invalid_choice": _("Choose what is wrong.")},
    )
    text = PlainText(TEXT_LONGEST, label=_("What should we know?"), widget=forms.Textarea)
    works_there = forms.BooleanField(label=_("I work there"), required=False)
    contact = PlainText(200, label=_("Where can we ask back?"))
    nickname = forms.CharField(label=_("Leave this empty"), required=False)
    """A trap for programs that fill in everything. A person never sees it, unless it was filled in."""

    def clean_nickname(self) -> str:
        """Raises ValidationError for whoever filled it in. A person whose browser did can send again: nothing else is lost."""
        if self.cleaned_data["nickname"]:
            self.data = {name: value for name, value in self.data.items() if name != "nickname"}
            raise forms.ValidationError(_("A field that must stay empty was filled in, perhaps by your browser. It is empty now: send once more."))
        return ""

    @property
    def token(self) -> str:
        """The token that the form came with; a new one for its first showing."""
        return self.data.get("token", "")[:64] or new_token()

    def save(self, page: Any, language: str) -> tuple[Report, str, bool]:
        """The report, its code, and whether it is new: the same form with the same words sent twice is one report."""
        said = {name: self.cleaned_data[name] for name in ("kind", "text", "contact", "works_there")}
        code = code_for(self.token, [str(page.pk), *map(str, said.values())])
        report, new = Report.objects.get_or_create(receipt=sealed(code), defaults={**said, "page_id": page.pk, "language": language})
        return report, code, new


class CodeForm(forms.Form):
    """The code of a report."""

    code = PlainText(LONGEST, label=_("Your code"))

    def clean_code(self) -> str:
        """As it was typed. Raises ValidationError for what holds no letter or digit."""
        if not plain(self.cleaned_data["code"]):
            raise forms.ValidationError(_("Write the code that you noted."))
        return self.cleaned_data["code"]
