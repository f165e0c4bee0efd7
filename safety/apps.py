"""The app."""

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    """Safety."""

    name = "safety"

    def ready(self) -> None:
        """Register the checks."""
        from . import checks  # noqa: F401
