"""Wagtail's hooks, for accounts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from .factors import adding, changes, losing, screens
from .views import FactorPanel, KeptForm


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The own second factor, and what was kept when a session ended."""
    return [
        path("second-factor/", screens.Overview.as_view(), name="second_factor"),
        path("second-factor/password/", screens.Password.as_view(), name="second_factor_password"),
        path("second-factor/app/", adding.AddApp.as_view(), name="second_factor_app"),
        path("second-factor/key/", adding.AddKey.as_view(), name="second_factor_key"),
        path("second-factor/codes/", losing.Codes.as_view(), name="second_factor_codes"),
        path("second-factor/codes/file/", losing.CodesFile.as_view(), name="second_factor_codes_file"),
        path("second-factor/remove/<int:factor_id>/", losing.Remove.as_view(), name="second_factor_remove"),
        path("kept/", KeptForm.as_view(), name="kept"),
    ]


@hooks.register("register_account_settings_panel")
def panel_of_the_account(request: HttpRequest, user: Any, profile: Any) -> FactorPanel:
    """The way there."""
    return FactorPanel(request, user, profile)


@hooks.register("register_log_actions")
def log_of_factors(actions: LogActionRegistry) -> None:
    """What history says."""
    actions.register_action(changes.ADDED, _("Add a second factor"), _("A second factor was added to the sign-in"))
    actions.register_action(changes.REMOVED, _("Remove a second factor"), _("A second factor was removed from the sign-in"))
    actions.register_action(changes.CODES, _("Make recovery codes"), _("New recovery codes were made"))
    actions.register_action(changes.RESET, _("Reset the second factor"), _("The second factor was reset by whoever runs the site"))
