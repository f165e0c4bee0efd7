"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """Tells the search and the admin what this app brings."""

    name = "resources"

    def ready(self) -> None:
        """Register."""
        from resources import previews, search
        from resources.admin import alerts, due, fields

        previews.connect()
        search.register()
        fields.register()
        due.register()
        alerts.register()
