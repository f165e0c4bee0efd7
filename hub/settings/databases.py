"""``DATABASE_URL``: SQLite in ``HUB_DATA``, or a PostgreSQL server (docs/decisions/0026-postgresql.md)."""

import os
from typing import Any

import dj_database_url

from .places import HUB_DATA

PATIENCE = 5
"""Seconds to wait for a server that does not answer, or for a connection of the pool, before the reader is told."""

DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{HUB_DATA / 'hub.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
"""A connection is kept for a minute for the requests that follow, and looked at before each: a server that was restarted is met anew."""
_pool = int(os.environ.get("HUB_DATABASE_POOL") or 0)
_default = DATABASES["default"]
if _default["ENGINE"].endswith("sqlite3"):
    _default["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
    }
else:
    _default["OPTIONS"] = {"connect_timeout": PATIENCE, **_default.get("OPTIONS", {})}
if _pool and _default["ENGINE"].endswith("postgresql"):
    _default["CONN_MAX_AGE"] = 0
    _default["OPTIONS"]["pool"] = {"min_size": 1, "max_size": _pool, "timeout": PATIENCE}
