"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Listens to everything that changes what can be found."""

    name = "search"

    def ready(self) -> None:
        """Connect."""
        from search import signals

        signals.connect()
