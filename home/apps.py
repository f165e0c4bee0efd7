"""The app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HomeConfig(AppConfig):
    """Tells the search what this app brings, and gives editors their permissions."""

    name = "home"

    def ready(self) -> None:
        """Register."""
        from home import groups, search

        search.register()
        post_migrate.connect(groups.give_permissions, sender=self, dispatch_uid="home.give_permissions")
