"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """Tells the search and the admin what this app brings."""

    name = "resources"

    def ready(self) -> None:
        """Register."""
        from hub.admin import due
        from resources import search
        from resources.admin import alerts, fields

        search.register()
        fields.register()
        due.register(alerts.alerts_due)
