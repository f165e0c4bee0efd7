"""``/healthz``: is the hub well, and if not, what is away? For the operator's monitoring: no cookie, no detail that would help an attacker."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hub import heartbeat

OK = "ok"
AWAY = "away"


@dataclass
class Health:
    """The state of each part: ``ok`` or what is wrong with it."""

    database: str
    worker: str
    duties: dict[str, str] = field(default_factory=dict)

    def away(self) -> list[str]:
        """The parts that need a person."""
        parts = {"database": self.database, "worker": self.worker, **self.duties}
        return [name for name, state in parts.items() if state != OK]


def database() -> str:
    """Does the database answer?"""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return AWAY
    return OK


def examine() -> Health:
    """Look at every part."""
    now, beat = timezone.now(), heartbeat.last()
    if beat is None or beat.away(now):
        return Health(database(), AWAY)
    return Health(database(), OK, {name: state.verdict(now) for name, state in beat.duties.items()})


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """``{"status", "database", "worker", "duties": {…}, "away": […]}``: 200 when all is well, 503 with what is away."""
    health = examine()
    away = health.away()
    body = {"status": AWAY if away else OK, "database": health.database, "worker": health.worker, "duties": health.duties, "away": away}
    return JsonResponse(body, status=503 if away else 200)
