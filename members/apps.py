"""The apps of accounts: our own, and Wagtail's administration of them with our forms."""

from allauth.account.apps import AccountConfig
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class MembersConfig(AppConfig):
    """Accounts."""

    name = "members"
    default = True
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Connect, register, and note what is closed or deleted."""
        from safety.locked import renew_with

        from . import checks, sessions, withdrawn  # noqa: F401  the checks
        from .factors import store

        sessions.connect()
        withdrawn.connect()
        renew_with("mfa.Authenticator.data", store.renew)


class HubUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user administration, without first and last names."""

    default = False
    user_viewset = "members.viewsets.UserViewSet"


class AllauthConfig(AccountConfig):
    """The part of django-allauth that its ``mfa`` cannot do without. None of its pages is routed, and its tables stay empty."""

    default = False

    def ready(self) -> None:
        """Nothing: its middleware, which it would ask for, serves its pages only."""
