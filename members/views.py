"""A person's own account in the admin."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views import account
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from hub.admin.notices import Notice, tell
from safety.tries import wait_text

from . import kept
from .factors.store import has_factor
from .forms import AccountForm, NothingToFill
from .sessions import proved_lately
from .signing_in import throttle


class NamePanel(account.BaseSettingsPanel):
    """Display name and e-mail address."""

    name = "name_email"
    title = _("Name and e-mail address")
    order = 100
    form_class = AccountForm

    def get_form(self) -> forms.Form:
        """Knows whether the password was typed a moment ago."""
        form = super().get_form()
        form.proved = proved_lately(self.request)
        return form


class FactorPanel(account.BaseSettingsPanel):
    """Whether there is a second factor, and the way to it."""

    name = "second_factor"
    title = _("Second factor")
    order = 550
    template_name = "members/factors/panel.html"

    def get_form(self) -> forms.Form:
        """There is nothing to fill in here."""
        return NothingToFill()

    def get_context_data(self) -> dict[str, Any]:
        """Is there one?"""
        return {"has": has_factor(self.user)}


class AccountView(account.AccountView):
    """Wagtail's, with one name, and without a picture of the person."""

    def get_panels(self) -> list[account.BaseSettingsPanel]:
        """Wagtail's panels; its name panel replaced, its picture taken away."""
        kept = [panel for panel in super().get_panels() if panel.name != "avatar"]
        return [NamePanel(panel.request, panel.user, panel.profile) if panel.name == "name_email" else panel for panel in kept]

    def post(self, request: HttpRequest) -> HttpResponse:
        """A new password asks for the old one, and guesses of it are counted as at the sign-in; its owner hears of it by mail."""
        user: Any = request.user
        asked = any(request.POST.get(f"password-new_password{one}") for one in "12")
        if asked and (wait := throttle.guess(request, "password", user.get_username())):
            messages.error(request, wait_text(wait))
            return redirect("wagtailadmin_account")
        answer = super().post(request)
        if asked and answer.status_code == HTTPStatus.FOUND:
            throttle.right(request, "password", user.get_username())
            tell([user], Notice.SIGN_IN)
        return answer


class KeptForm(WagtailAdminTemplateMixin, TemplateView):
    """What somebody was about to send when their session had ended: to be sent now, or thrown away."""

    template_name = "members/kept.html"
    page_title = _("You are signed in again")
    header_icon = "history"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """The way here."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """To the first page, where nothing is kept."""
        return super().get(request, *args, **kwargs) if kept.address(request) else redirect("wagtailadmin_home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, to be sent again."""
        return {**super().get_context_data(**kwargs), "address": kept.address(self.request), "fields": kept.fields(self.request)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Throw it away."""
        kept.forget(request)
        return redirect("wagtailadmin_home")
