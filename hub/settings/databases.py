"""``DATABASE_URL``: SQLite in ``HUB_DATA``, or a PostgreSQL server (docs/decisions/0026-postgresql.md)."""

import os
from typing import Any

import dj_database_url

from .places import HUB_DATA

CONNECT = 3
"""Seconds to wait for a server that does not answer to whoever wants a connection."""
PATIENCE = 5
"""Seconds to wait until a connection of the pool is free, or for a server to say that it got what was sent: then the reader is told."""
FALLEN_SILENT = {"tcp_user_timeout": PATIENCE * 1000, "keepalives_idle": PATIENCE, "keepalives_interval": PATIENCE, "keepalives_count": 2}
"""How it is noticed that the machine at the other end is gone: by itself a connection waits for it a quarter of an hour."""

NO_COMPILING = {"options": "-c jit=off"}
"""PostgreSQL compiles what it takes for a long question: who may see which page takes it a minute to compile, and half a second to answer."""

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
elif _default["ENGINE"].endswith("postgresql"):
    _default["ENGINE"] = "hub.postgresql"
    _default["OPTIONS"] = {"connect_timeout": CONNECT, **FALLEN_SILENT, **NO_COMPILING, **_default.get("OPTIONS", {})}
if _pool and _default["ENGINE"] == "hub.postgresql":
    _default["CONN_MAX_AGE"] = 0
    _default["OPTIONS"]["pool"] = {"min_size": 1, "max_size": _pool, "timeout": PATIENCE, "reconnect_timeout": PATIENCE}
    """Half a minute after it was lost a server would be looked for each half minute only, after five minutes each five: so each look is a new one."""
