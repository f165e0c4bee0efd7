"""Wagtail's list of accounts with our forms."""

from __future__ import annotations

from django import forms
from wagtail.users.views import users as wagtail_users

from .forms import UserCreationForm, UserEditForm


class UserViewSet(wagtail_users.UserViewSet):
    """The users section of the admin."""

    create_template_name = "members/users/create.html"
    edit_template_name = "members/users/edit.html"

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """Our form: one name, no first and last names."""
        return UserEditForm if for_update else UserCreationForm
