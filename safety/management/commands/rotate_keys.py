"""``manage.py rotate_keys``: lock what is kept encrypted with the key of today, so that the old key can be thrown away."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import models, transaction
from django.db.models.functions import Cast

from safety.locked import locked_fields, renewals, renewed

PLAIN = models.TextField()
"""The text as it stands in the database, neither opened nor locked on the way."""


class Command(BaseCommand):
    """Run after ``SECRET_KEY`` was changed and the old one put into ``SECRET_KEY_FALLBACKS``."""

    help = "Lock encrypted texts with the current SECRET_KEY. Run it after changing the key, before taking the old one out of SECRET_KEY_FALLBACKS."

    def handle(self, *args: Any, verbosity: int = 1, **options: Any) -> None:
        """Each locked field of each model, and whatever is locked elsewhere, each in one transaction."""
        for model, field in locked_fields():
            with transaction.atomic():
                locked = model._base_manager.values_list("pk", Cast(field.name, PLAIN))
                rows = [(pk, token) for pk, token in locked if token]
                for pk, token in rows:
                    model._base_manager.filter(pk=pk).update(**{field.name: models.Value(renewed(token), output_field=PLAIN)})
            if verbosity:
                self.stdout.write(f"{model._meta.label}.{field.name}: {len(rows)} locked anew")
        for name, renewal in renewals():
            with transaction.atomic():
                count = renewal()
            if verbosity:
                self.stdout.write(f"{name}: {count} locked anew")
