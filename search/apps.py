"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Listens to everything that changes what can be found, and says beforehand what words change."""

    name = "search"

    def ready(self) -> None:
        """Connect."""
        from search import signals
        from search.learning.effects import effects
        from taxonomy.admin import preview

        signals.connect()
        preview.register(effects)
