"""No test reaches another host: every attempt is refused and remembered. Loopback and unix sockets pass."""

from __future__ import annotations

import ipaddress
import socket
import sys

attempts: list[str] = []
"""What was tried, in order. The test during which something lands here fails, even if the code under test swallowed the refusal."""

LOCAL_NAMES = {"localhost", "testserver", "", socket.gethostname()}
SENDING = {"socket.connect", "socket.sendto", "socket.sendmsg"}
ASKING = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


class AnotherHostError(OSError):
    """A test tried to reach another host."""


def is_local(host: object) -> bool:
    """Is it this machine, seen from within?"""
    if host is None or isinstance(host, int):
        return True
    name = host.decode() if isinstance(host, bytes) else str(host)
    try:
        address = ipaddress.ip_address(name.split("%")[0])
    except ValueError:
        return name in LOCAL_NAMES
    return address.is_loopback or address.is_unspecified


def audit(event: str, args: tuple) -> None:
    """The hook: sees each connection and each question to the name service before it happens."""
    if event in SENDING:
        address = args[1]
        host = address[0] if isinstance(address, tuple) and args[0].family in (socket.AF_INET, socket.AF_INET6) else None
    elif event in ASKING:
        host = args[0]
    else:
        return
    if not is_local(host):
        attempts.append(f"{event} {host}")
        raise AnotherHostError(f"A test tried to reach another host: {host}")


def install() -> None:
    """Guard this process to its end: an audit hook cannot be taken away."""
    sys.addaudithook(audit)
