"""``/healthz``: is the hub well, and if not, what is away? For the operator's monitoring: no cookie, no detail that would help an attacker."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from django.db import Error as DatabaseError
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hub import again, heartbeat
from search import indexer

OK = "ok"
AWAY = "away"


@dataclass
class Health:
    """The state of each part, ``ok`` or what is wrong with it, the documents that wait for the index, and
    the tasks that were given up within a day."""

    database: str
    worker: str
    index: str = OK
    waiting: int = 0
    given_up: int = 0
    duties: dict[str, str] = field(default_factory=dict)

    def away(self) -> list[str]:
        """The parts that need a person."""
        parts = {"database": self.database, "worker": self.worker, "index": self.index}
        lost = ["given_up"] if self.given_up else []
        return [*(name for name, state in {**self.duties, **parts}.items() if state != OK), *lost]


def look_at_database(health: Health) -> None:
    """Does the database answer, and how far is the index behind it?"""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        state, lost = indexer.status(), again.given_up()
    except DatabaseError:
        health.database = AWAY
        return
    health.given_up = len(lost)
    health.index, health.waiting = OK if state.well else AWAY, state.waiting


def look_at_worker(health: Health) -> None:
    """Is there a sign of life, and how do the duties fare?"""
    now, beat = timezone.now(), heartbeat.last()
    if beat is None or beat.away(now):
        health.worker = AWAY
    else:
        health.duties = {name: state.verdict(now) for name, state in beat.duties.items()}


def examine() -> Health:
    """Look at every part."""
    health = Health(OK, OK)
    look_at_database(health)
    look_at_worker(health)
    return health


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """All of ``Health``, ``away`` (the parts that need a person) and ``status``: 200 when all is well, 503 with what is away."""
    health = examine()
    away = health.away()
    return JsonResponse({"status": AWAY if away else OK, **asdict(health), "away": away}, status=503 if away else 200)
