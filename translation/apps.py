"""The app of translations."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    """Keeps each translation's pin to the version of the original it renders."""

    name = "translation"
    verbose_name = _("Translations")

    def ready(self) -> None:
        """Connect."""
        from hub.admin import due as what_is_due

        from . import due, signals

        signals.connect()
        what_is_due.register(due.outdated)
