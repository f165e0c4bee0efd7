"""The app of what all pages share."""

from django.apps import AppConfig


class HubConfig(AppConfig):
    """Connects the signals that keep families of pages together, and the system checks."""

    name = "hub"

    def ready(self) -> None:
        """Connect and register."""
        from . import checks, families, leaving  # noqa: F401
        from .admin import comparison

        families.connect()
        comparison.register()
        leaving.connect()
        from .admin import changes, due, uploads
        from .keeping import checks as backups  # noqa: F401
        from .keeping import noting
        from .models.watched import facts_changed

        facts_changed.connect(changes.tell_of_change, dispatch_uid="hub.tell_of_change")
        due.register(changes.unconfirmed)
        uploads.connect()
        noting.connect()
