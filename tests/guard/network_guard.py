"""No test reaches another host: every attempt is refused and remembered. Loopback and unix sockets pass."""

from __future__ import annotations

import ipaddress
import socket
import sys

installed = False
attempts: list[str] = []
"""What was tried, in order. The test during which something lands here fails, even if the code under test swallowed the refusal."""

LOCAL_NAMES = {"localhost", "testserver", "", socket.gethostname()}
SENDING = {"socket.connect", "socket.sendto", "socket.sendmsg"}
ASKING = {"socket.getaddrinfo", "socket.gethostbyname"}
WATCHED = frozenset({*SENDING, *ASKING, "socket.gethostbyaddr"})


class AnotherHostError(OSError):
    """A test tried to reach another host."""


def numeric(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address, if ``host`` is one and not a name."""
    try:
        return ipaddress.ip_address(host.split("%")[0])
    except ValueError:
        return None


def allowed(event: str, host: object) -> bool:
    """Is it this machine, seen from within? Asking what a number means asks nobody."""
    if host is None or isinstance(host, int):
        return True
    name = host.decode() if isinstance(host, bytes) else str(host)
    address = numeric(name)
    if address is None:
        return name in LOCAL_NAMES
    return event in ASKING or address.is_loopback or address.is_unspecified


def audit(event: str, args: tuple) -> None:
    """The hook: sees each connection and each question to the name service before it happens."""
    if event not in WATCHED:  # Python tells of thousands of others each second
        return
    if event in SENDING:
        address = args[1]
        host = address[0] if isinstance(address, tuple) and args[0].family in (socket.AF_INET, socket.AF_INET6) else None
    else:
        host = args[0]
    if not allowed(event, host):
        attempts.append(f"{event} {host}")
        raise AnotherHostError(f"A test tried to reach another host: {host}")


def install() -> None:
    """Guard this process to its end: an audit hook cannot be taken away. Those of xdist have been guarded since they started."""
    global installed
    if not installed:
        sys.addaudithook(audit)
    installed = True
