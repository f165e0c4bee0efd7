"""Starts the taxonomy."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.apps import apps as global_apps
from django.apps.registry import Apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class TaxonomyConfig(AppConfig):
    """Topics, audiences and areas."""

    name = "taxonomy"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Topics and areas")

    def ready(self) -> None:
        """Register the checks, and see that a database that has just been made knows the world."""
        from taxonomy import checks  # noqa: F401

        post_migrate.connect(fill_when_empty, sender=self, dispatch_uid="taxonomy.fill_when_empty")


def fill_when_empty(sender: AppConfig, apps: Apps = global_apps, **kwargs: Any) -> None:
    """Load areas and concepts where there are none: after the first ``migrate`` and after ``flush``. What editors removed does not come back."""
    from taxonomy.areas import ensure_areas
    from taxonomy.concepts import ensure_concepts
    from taxonomy.models import Area, Concept

    if "area" not in apps.all_models["taxonomy"]:
        return  # the tables have just been taken away: `migrate taxonomy zero`
    if not Area.objects.exists():
        ensure_areas()
    if not Concept.objects.exists():
        ensure_concepts()
