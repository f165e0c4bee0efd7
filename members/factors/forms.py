"""The forms with which a factor is set up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .keys import LONGEST_NAME
from .proof import ProofField
from .store import counter_of, digits


class AppForm(forms.Form):
    """The first code of the app proves that it was set up."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("The six digits that the app shows now."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}),
    )

    def __init__(self, secret: str, *args: Any, **kwargs: Any) -> None:
        self.secret = secret
        super().__init__(*args, **kwargs)

    def clean_code(self) -> int:
        """The half minute of the code."""
        counter = counter_of(self.secret, digits(self.cleaned_data["code"]))
        if counter is None:
            raise ValidationError(_("This code does not fit. Is the clock of the phone right? Type the code that the app shows now."))
        return counter


class KeyForm(forms.Form):
    """What the owner calls the key, and what the browser says of it."""

    name = forms.CharField(
        label=_("Name of the key"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=_("So that you know later which one it is, such as: key in the drawer."),
    )
    proof = ProofField()
