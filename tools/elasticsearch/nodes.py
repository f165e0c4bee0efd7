"""A cluster of several nodes on this machine, each of which can be killed and started again: what a cluster does when one of them dies is seen by
doing it."""

from __future__ import annotations

import os
import shutil
import socket
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tools.elasticsearch.server import Starting, begin

HEAP: Final = "160m"
"""Nodes are many, and what they hold is small."""


@dataclass
class Node:
    """One of them, with the two ports that it keeps through all its lives: ``http`` for clients, ``transport`` for the other nodes."""

    name: str
    folder: Path
    http: int
    transport: int
    running: Starting | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Where clients find it."""
        return f"http://127.0.0.1:{self.http}"

    def kill(self) -> None:
        """Kill it, as a power cut would: it says goodbye to nobody."""
        if self.running:
            self.running.process.kill()
            self.running.process.wait()
            self.running = None


class Nodes:
    """``number`` nodes in ``folder``. They end with this process, whatever becomes of it."""

    def __init__(self, folder: Path, number: int = 3) -> None:
        """Nothing runs yet. As a context they are started, and nothing is left of them."""
        self.folder = folder
        ports = free_ports(2 * number)
        self.nodes = [Node(f"node-{one}", folder.resolve() / f"node-{one}", ports[2 * one], ports[2 * one + 1]) for one in range(number)]

    @property
    def urls(self) -> list[str]:
        """Where clients find them, those too that are dead."""
        return [node.url for node in self.nodes]

    def start(self) -> None:
        """Start those that do not run, all at once, and wait until they have found each other. Raises ``NotHereError``."""
        started = [self._begin(node) for node in self.nodes if not node.running]
        for one in started:
            one.listening()

    def __enter__(self) -> Nodes:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Kill all of them, and remove what they hold."""
        for node in self.nodes:
            node.kill()
        shutil.rmtree(self.folder)

    def named(self, name: str) -> Node:
        """The node of this name."""
        return next(node for node in self.nodes if node.name == name)

    def _begin(self, node: Node) -> Starting:
        """Start one. The first time they agree on who votes; later each knows."""
        everybody = ",".join(f"127.0.0.1:{one.transport}" for one in self.nodes)
        more: dict[str, object] = {"node.name": node.name, "transport.port": node.transport, "discovery.seed_hosts": everybody}
        if not (node.folder / "data").exists():
            more["cluster.initial_master_nodes"] = ",".join(one.name for one in self.nodes)
        node.running = begin(node.folder, os.getpid(), HEAP, node.http, more)
        return node.running


def free_ports(number: int) -> list[int]:
    """So many ports at which nobody listens, all different."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(number)]
        return [probe.getsockname()[1] for probe in probes]
