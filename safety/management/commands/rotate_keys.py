"""``manage.py rotate_keys``: lock what is kept encrypted with the key of today, so that the old key can be thrown away."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from safety.locked import locked_fields, renewed


class Command(BaseCommand):
    """Run after ``SECRET_KEY`` was changed and the old one put into ``SECRET_KEY_FALLBACKS``."""

    help = "Lock encrypted texts with the current SECRET_KEY. Run it after changing the key, before taking the old one out of SECRET_KEY_FALLBACKS."

    def handle(self, *args: Any, verbosity: int = 1, **options: Any) -> None:
        """Each locked field of each model, in one transaction."""
        quote = connection.ops.quote_name
        for model, field in locked_fields():
            table, column, key = (quote(str(one)) for one in (model._meta.db_table, field.column, model._meta.pk.column))
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"SELECT {key}, {column} FROM {table} WHERE {column} <> ''")
                rows = [(renewed(token), pk) for pk, token in cursor.fetchall()]
                cursor.executemany(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", rows)
            if verbosity:
                self.stdout.write(f"{model._meta.label}.{field.name}: {len(rows)} locked anew")
