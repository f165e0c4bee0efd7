"""Documents that the index may still hold and nobody may see: withdrawn since it was written, or outside their dates at this moment."""

from __future__ import annotations

from functools import cache

from django.db import connection
from django.utils import timezone

from search.engines.base import Engine
from search.indexer.position import REREAD, Position
from search.models import SearchDocument


def withheld_keys(engine: Engine) -> frozenset[str]:
    """Their keys, so that counts, pages and results agree (one query). Raises ``IndexUnavailableError``."""
    now, version = timezone.now(), Position.read(engine.position()).version
    moments = map(connection.ops.adapt_datetimefield_value, (now - REREAD, now, now))
    with connection.cursor() as cursor:
        cursor.execute(_in_sql(connection.alias), [version, *moments])
        return frozenset(key for (key,) in cursor.fetchall())


@cache
def _in_sql(using: str) -> str:
    """The question. Each reason is asked for by itself, so that the database looks into its indexes: asked in one breath it reads the whole table."""
    name = connection.ops.quote_name
    withdrawn, keys = name("withdrawn"), f"SELECT {name('key')} FROM {name(SearchDocument._meta.db_table)}"  # our own table  # nosec B608
    reasons = (f"{withdrawn} AND {name('version')} > %s", f"{withdrawn} AND {name('updated')} >= %s")
    dates = (f"NOT {withdrawn} AND {name('visible_until')} <= %s", f"NOT {withdrawn} AND {name('visible_from')} > %s")
    return " UNION ALL ".join(f"{keys} WHERE {reason}" for reason in (*reasons, *dates))
