"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """Tells the search and the admin what this app brings."""

    name = "resources"

    def ready(self) -> None:
        """Register."""
        from resources import previews, search, withdrawn
        from resources.admin import due, fields, translate_first

        previews.connect()
        withdrawn.connect()
        search.register()
        fields.register()
        due.register()
        translate_first.register()
