"""Starts the taxonomy."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TaxonomyConfig(AppConfig):
    """Topics, audiences and areas."""

    name = "taxonomy"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Topics and areas")
