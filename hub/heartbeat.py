"""The sign of life of the worker: one small file in ``HUB_DATA``, written by ``hub.worker``, read by ``hub.health``."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from hub.files import write_whole

AWAY_AFTER: Final = timedelta(seconds=30)
"""A worker that has given no sign for this long is away."""
FAILING_AFTER: Final = 3
"""A duty that has failed this many times in a row needs a person."""
STUCK_AFTER: Final = timedelta(minutes=15)
"""A run that takes longer than this needs a person."""


@dataclass(frozen=True)
class DutyState:
    """How a duty fares: when it last succeeded, failures in a row since, the kind of the last error, when the run under way began."""

    succeeded: str = ""
    failures: int = 0
    error: str = ""
    started: str = ""

    def verdict(self, now: datetime) -> str:
        """``ok``, ``failing`` or ``stuck``."""
        if self.failures >= FAILING_AFTER:
            return "failing"
        return "stuck" if self.started and datetime.fromisoformat(self.started) < now - STUCK_AFTER else "ok"


@dataclass(frozen=True)
class Beat:
    """When the worker last gave a sign, and how its duties fare."""

    at: datetime
    duties: dict[str, DutyState] = field(default_factory=dict)

    def away(self, now: datetime) -> bool:
        """Is it too long since this sign?"""
        return self.at < now - AWAY_AFTER


def heartbeat_path() -> Path:
    """Where the sign is left."""
    return Path(settings.HUB_DATA) / "worker.json"


def leave(duties: dict[str, DutyState]) -> None:
    """Leave a sign now, whole or not at all: a reader may be looking."""
    write_whole(heartbeat_path(), json.dumps(asdict(Beat(timezone.now(), duties)), cls=DjangoJSONEncoder))


def last() -> Beat | None:
    """The last sign, or None when there is none that can be read: then nobody is there."""
    try:
        read = json.loads(heartbeat_path().read_text())
        at = datetime.fromisoformat(read["at"]).astimezone(UTC)
        return Beat(at, {name: DutyState(**state) for name, state in read["duties"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
