"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Tells the search what this app brings."""

    name = "home"

    def ready(self) -> None:
        """Register."""
        from home import search

        search.register()
