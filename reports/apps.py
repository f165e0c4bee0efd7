"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What readers tell about pages, and what editors do about it."""

    name = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Bring what is due to the dashboard."""
        from hub.admin import due

        from .due import reports_due

        due.register(reports_due)
