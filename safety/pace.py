"""Slowing whoever sends very much, without knowing who it is.

What is counted is an HMAC of the client under a secret that this process makes up, keeps in memory only and throws away each day: nobody can tell
from it who was here, nor that somebody came back tomorrow. It is never written anywhere. Each process counts for itself.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import threading
import time
from datetime import date
from typing import Final

from django.core.cache import cache
from django.http import HttpRequest

WITHIN: Final = 600
"""Seconds for which a count is kept."""
STEP: Final = 0.5
LONGEST: Final = 3.0
"""Seconds: how much longer each further one takes, and how long at most."""
_seats = threading.BoundedSemaphore(2)
"""So few may wait at a time that the others of this process go on serving."""
_salt: dict[date, bytes] = {}


def client(request: HttpRequest) -> str:
    """Where the request comes from, as a number that means nothing tomorrow. Behind a proxy on this machine it is the address that the proxy saw;
    of IPv6 the network, since one machine has billions of addresses in it."""
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    network = _network(forwarded) if forwarded and _network(address) == "loopback" else _network(address)
    return unnamed(network)


def unnamed(text: str) -> str:
    """``text`` as a number that means nothing tomorrow, nor in another process."""
    return hmac.new(_salt_of_today(), text.encode(), hashlib.sha256).hexdigest()


def _network(address: str) -> str:
    """``address``, of IPv6 its /64, ``loopback`` for this machine; as it is where it is no address."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address or "loopback"
    if parsed.is_loopback:
        return "loopback"
    return str(ipaddress.ip_network(f"{address}/64", strict=False)) if parsed.version == 6 else address


def _salt_of_today() -> bytes:
    """The secret of this day; those of other days are gone."""
    today = date.today()
    if today not in _salt:
        fresh = secrets.token_bytes(32)
        _salt.clear()
        _salt.setdefault(today, fresh)
    return _salt.get(today, b"")


def slow_down(request: HttpRequest, what: str, free: int) -> bool:
    """Count one more ``what`` from this client; beyond ``free`` within ten minutes, wait before returning. False where too many wait already: then
    the view asks to try again in a moment, keeping what was typed. Nobody is ever shut out: behind one address there may be a whole school."""
    key = f"pace:{what}:{client(request)}"
    cache.add(key, 0, WITHIN)
    try:
        over = cache.incr(key) - free
    except ValueError:
        return True
    return over <= 0 or _wait(min(over * STEP, LONGEST))


def _wait(seconds: float) -> bool:
    """Wait, if there is a seat."""
    if not _seats.acquire(blocking=False):
        return False
    try:
        time.sleep(seconds)
    finally:
        _seats.release()
    return True
