"""Declining, for a while, whoever tries again and again to guess something: a password, a code.

What is counted goes by keys that mean nothing to anybody (``safety.pace.unnamed``), in the memory of this process only (the cache ``tries``, which no
setting moves elsewhere). After some free tries each further one has to wait, twice as long each time, a quarter of an hour at most. A try that is
declined counts for nothing, so that nobody is kept out longer by asking; after an hour without a try all is forgotten.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.core.cache import caches
from django.utils.translation import ngettext

FIRST: Final = 30
LONGEST: Final = 900
FORGET: Final = 3600
"""Seconds: the first pause, the longest one, and after how long without a try all is forgotten."""
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Counter:
    """What is counted under ``key``, of which ``free`` tries need no pause."""

    key: str
    free: int


def take(counters: Iterable[Counter]) -> int:
    """Begin a try. 0: it is counted, go on. Else so many seconds are left to wait, and nothing is counted. Counted before the guess is looked at:
    many at once are no way around it."""
    with _one_at_a_time:
        found = [(one, *_read(one)) for one in counters]
        wait = max((until - time.time() for _one, _count, until in found), default=0.0)
        if wait > 0:
            return math.ceil(wait)
        for one, count, _until in found:
            _write(one, count + 1)
        return 0


def give_back(counters: Iterable[Counter]) -> None:
    """The try was no guess: it does not count."""
    with _one_at_a_time:
        for one in counters:
            _write(one, max(_read(one)[0] - 1, 0))


def _read(one: Counter) -> tuple[int, float]:
    """How many tries there were, and from when on the next one may come."""
    count, until = caches["tries"].get(one.key, (0, 0.0))
    return count, until


def _write(one: Counter, count: int) -> None:
    """So many tries by now; the pause begins with the last free one."""
    over = count - one.free
    pause = min(FIRST * 2 ** min(over, 10), LONGEST) if over >= 0 else 0
    caches["tries"].set(one.key, (count, time.time() + pause), FORGET)


def wait_text(seconds: int) -> str:
    """What is said to whoever has to wait."""
    minutes = math.ceil(seconds / 60)
    text = ngettext("Too many attempts. Try again in one minute.", "Too many attempts. Try again in %(count)d minutes.", minutes)
    return text % {"count": minutes}
