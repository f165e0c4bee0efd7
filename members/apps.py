"""The apps of accounts: our own, and Wagtail's administration of them with our forms."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class MembersConfig(AppConfig):
    """Accounts."""

    name = "members"
    default = True
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Note what is closed or deleted."""
        from . import withdrawn

        withdrawn.connect()


class HubUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user administration, without first and last names."""

    default = False
    user_viewset = "members.viewsets.UserViewSet"
