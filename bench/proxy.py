"""A way to a real server that can be disturbed while it is in use."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

AWAY: Final = b"HTTP/1.1 503 Away\r\nContent-Length: 0\r\nX-Elastic-Product: Elasticsearch\r\n\r\n"
FAULTS: Final = ("refused", "503", "cut off", "hanging", "letter by letter", "slow")
SLOW: Final = 0.25
"""Seconds until a slow server begins to answer."""


class Proxy:
    """``fault``: one of ``FAULTS``, or "" for none. It may be set at any time, also for connections that are open."""

    def __init__(self, url: str) -> None:
        """Listens at once; ``url`` is where the real server is."""
        self.target = (urlsplit(url).hostname, urlsplit(url).port)
        self.requests = 0
        self._fault = ""
        self._open: set[socket.socket] = set()
        self._listening = self._listen(0)
        self.port = self._listening.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    @property
    def fault(self) -> str:
        """How it is disturbed now."""
        return self._fault

    @fault.setter
    def fault(self, fault: str) -> None:
        before, self._fault = self._fault, fault
        if fault == "refused":
            self._deafen()
        elif before == "refused":
            self._listening = self._listen(self.port)

    def close(self) -> None:
        """Listen no more."""
        self._deafen()

    def _listen(self, port: int) -> socket.socket:
        """Listen, and serve whoever comes."""
        listening = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._accept, args=(listening,), daemon=True).start()
        return listening

    def _deafen(self) -> None:
        """Nobody listens any more, and who was speaking is cut off."""
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for one in list(self._open):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def _accept(self, listening: socket.socket) -> None:
        """Each connection in a thread of its own."""
        with contextlib.suppress(OSError):
            while True:
                one, _address = listening.accept()
                threading.Thread(target=self._serve, args=(one,), daemon=True).start()

    def _serve(self, one: socket.socket) -> None:
        """Pass on what is asked."""
        with contextlib.suppress(OSError), one, socket.create_connection(self.target) as other:
            self._open.add(one)
            threading.Thread(target=self._back, args=(other, one), daemon=True).start()
            while said := one.recv(65536):
                self.requests += 1
                self._wait_while("hanging")
                if self._fault == "503":
                    one.sendall(AWAY)
                    break
                other.sendall(said)
            one.shutdown(socket.SHUT_RDWR)
        self._open.discard(one)

    def _back(self, other: socket.socket, one: socket.socket) -> None:
        """Pass on what is answered."""
        with contextlib.suppress(OSError):
            while said := other.recv(65536):
                self._wait_while("hanging")
                if self._fault == "cut off":
                    one.sendall(said[: len(said) // 2])
                    one.shutdown(socket.SHUT_RDWR)
                elif self._fault == "letter by letter":
                    self._drip(one, said)
                else:
                    time.sleep(SLOW if self._fault == "slow" else 0)
                    one.sendall(said)

    def _drip(self, one: socket.socket, said: bytes) -> None:
        """Letter by letter, as long as that is the fault."""
        for at in range(len(said)):
            one.sendall(said[at : at + 1])
            time.sleep(0.05 if self._fault == "letter by letter" else 0)

    def _wait_while(self, fault: str) -> None:
        """Say nothing."""
        while self._fault == fault:
            time.sleep(0.01)


@contextlib.contextmanager
def proxy(url: str) -> Iterator[Proxy]:
    """A way to the server, closed in the end."""
    one = Proxy(url)
    try:
        yield one
    finally:
        one.fault = ""
        one.close()
