"""The forms of the sign-in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm

from members.factors.proof import ProofField
from safety.tries import wait_text

from . import throttle


class SignInForm(LoginForm):
    """Name and password. What is said is the same whether there is such an account or not, and whether it may be used."""

    remember = None
    wait = 0
    """Seconds to wait, where there were too many attempts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Wagtail's, with a label in every language, and open to keepers of passwords."""
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
        self.fields["username"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].widget.attrs["autocomplete"] = "current-password"

    def clean(self) -> dict[str, Any]:
        """Count the attempt, then look at it."""
        name, request = self.cleaned_data.get("username"), self.request
        if name and self.cleaned_data.get("password") and request is not None:
            self.wait = throttle.guess(request, "password", name)
            if self.wait:
                by_mail = _("Who has forgotten the password, or does not want to wait, can have a link to a new one sent by mail.")
                raise ValidationError(f"{wait_text(self.wait)} {by_mail}", code="wait")
        cleaned = super().clean()
        if name and request is not None and self.get_user():
            throttle.right(request, "password", name)
        return cleaned or {}


class CodeForm(forms.Form):
    """A code of the app, or a recovery code. ``proof`` is what the browser says of a key, by script."""

    code = forms.CharField(
        label=_("Code"),
        required=False,
        max_length=40,
        help_text=_("Six digits from the app, or one of the recovery codes."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": "", "dir": "ltr"}),
    )
    proof = ProofField(required=False)


class PasswordForm(forms.Form):
    """The password once more, before the way to sign in is changed."""

    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": ""})
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.request, self.wait = request, 0
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        """Counted as at the sign-in."""
        user: Any = self.request.user
        self.wait = throttle.guess(self.request, "password", user.get_username())
        if self.wait:
            raise ValidationError(wait_text(self.wait))
        if not user.check_password(self.cleaned_data["password"]):
            raise ValidationError(_("This is not the password of this account."))
        throttle.right(self.request, "password", user.get_username())
        return str(self.cleaned_data["password"])
