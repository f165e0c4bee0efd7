"""The forms of accounts in the admin: Wagtail's, with one display name in place of first and last names."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users import forms as wagtail_forms

from .models import User

FIELDS = ["username", "display_name", "email", "is_superuser", "groups"]


class _OneName(forms.ModelForm):
    """Takes away what we do not keep."""

    first_name = None
    last_name = None
    email = forms.EmailField(required=False, label=_("E-mail address"))


class UserCreationForm(_OneName, wagtail_forms.UserForm):
    """A new account."""

    class Meta:
        model = User
        fields = FIELDS
        widgets = {"groups": forms.CheckboxSelectMultiple}


class UserEditForm(_OneName, wagtail_forms.UserEditForm):
    """An account that exists."""

    class Meta:
        model = User
        fields = [*FIELDS, "is_active"]
        widgets = {"groups": forms.CheckboxSelectMultiple}


class AccountForm(forms.ModelForm):
    """What people change of their own account. Links to a new password go to the address: whoever only found the computer open cannot change it."""

    proved = False
    """Was the password typed a moment ago?"""

    class Meta:
        model = User
        fields = ["display_name", "email"]

    def clean_email(self) -> str:
        """Raises ValidationError where the password comes first."""
        address = str(self.cleaned_data["email"])
        if address != self.initial["email"] and not self.proved:
            text = _("Sign out and in again before you change the address: links to a new password go there.")
            raise forms.ValidationError(text)
        return address


class NothingToFill(forms.Form):
    """A panel of the account without fields."""
