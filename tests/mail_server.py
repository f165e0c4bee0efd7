"""A mail server on loopback that keeps what it gets, or refuses it."""

from __future__ import annotations

import email
import email.policy
import socket
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class Post:
    """What arrived. ``refuse``: the answer to whoever wants to send, instead of taking it."""

    def __init__(self) -> None:
        self.arrived: list[tuple[list[str], EmailMessage]] = []
        self.refuse = ""

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]) -> str:
        """One address to send to."""
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """The message."""
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.arrived.append((list(envelope.rcpt_tos), message))
        return "250 OK"


class MailServer:
    """Starts and stops; ``post`` is its letter box."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.post = Post()
        self._controller: Controller | None = None

    def start(self) -> None:
        """Take mail."""
        self._controller = Controller(self.post, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        """Be away."""
        if self._controller:
            self._controller.stop()
        self._controller = None
