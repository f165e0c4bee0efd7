"""Starting the server in a folder of its own."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tools.elasticsearch.parts import VERSION, NotHereError, Parts, parts

HEAP: Final = "512m"
QUICK: Final = ("-XX:TieredStopAtLevel=1",)
"""A server for minutes starts in half the time when less is spent on making it fast."""
LISTENING: Final = re.compile(r"^listening (\d+)$", re.MULTILINE)
PATIENCE: Final = 0.1
"""Seconds between two looks at what the server has said."""
Settings = Mapping[str, object]
ALONE: Final[Settings] = {"node.name": "hub", "discovery.type": "single-node", "transport.port": 0}
"""What makes a node one that looks for no other."""
SETTINGS: Final[Settings] = {
    "cluster.name": "hub",
    "network.host": "127.0.0.1",
    "cluster.routing.allocation.disk.threshold_enabled": "false",
}
MODULE: Final = """\
name=transport-netty4
description=HTTP
version={version}
elasticsearch.version={version}
java.version=17
classname=org.elasticsearch.transport.netty4.Netty4Plugin
"""


def command(folder: Path, port: int = 0, heap: str = HEAP, *, until: int | None = None, level: str = "WARN", more: Settings = ALONE) -> list[str]:
    """What starts a server that keeps all in ``folder``, which is made ready for it. ``port`` 0: any; it says which. ``until``: the number of a
    process at whose end it ends too and removes the folder. ``more``: how it finds others.

    Raises:
        NotHereError: something that it needs is not here.
    """
    made = parts()
    lay_out(folder, made, {**SETTINGS, "http.port": port, "logger.level": level, **more})
    options = (
        *(f"-Xms{heap}", f"-Xmx{heap}", "-XX:+UseSerialGC", *(QUICK if until else ())),
        *(f"-Djava.io.tmpdir={folder / 'tmp'}", f"-Des.nativelibs.path={folder / 'native'}"),
        *("-Dlog4j2.disable.jmx=true", "-Dlog4j2.formatMsgNoLookups=true", "-Dio.netty.noUnsafe=true"),
    )
    path = os.pathsep.join(map(str, [made.launcher, *made.server]))
    return [made.java, *options, "-cp", path, "Server", str(folder), *([str(until)] if until else [])]


def lay_out(folder: Path, made: Parts, settings: Settings) -> None:
    """The folders that the server expects, its settings, its one module."""
    module = folder / "modules" / "transport-netty4"
    for one in (*(folder / name for name in ("config", "lib", "plugins", "logs", "tmp", "native")), module):
        one.mkdir(parents=True, exist_ok=True)
    for jar in made.transport:
        link = module / jar.name
        link.unlink(missing_ok=True)
        link.symlink_to(jar)
    (module / "plugin-descriptor.properties").write_text(MODULE.format(version=VERSION))
    (folder / "config" / "elasticsearch.yml").write_text("".join(f"{name}: {value}\n" for name, value in settings.items()))


@dataclass(frozen=True)
class Starting:
    """A server that was started in ``folder``."""

    folder: Path
    process: subprocess.Popen[bytes]

    def listening(self) -> str:
        """Its address, once it answers.

        Raises:
            NotHereError: it could not be started.
        """
        log = self.folder / "logs" / "console.log"
        while not (found := LISTENING.search(log.read_text(errors="replace"))):
            if self.process.poll() is not None:
                raise NotHereError(f"Elasticsearch did not start:\n{log.read_text(errors='replace')[-2000:]}")
            time.sleep(PATIENCE)
        return f"http://127.0.0.1:{found[1]}"


def begin(folder: Path, until: int, heap: str = HEAP, port: int = 0, more: Settings = ALONE) -> Starting:
    """Start a server that ends with the process ``until``, and do not wait for it. Raises ``NotHereError``."""
    folder = folder.resolve()
    line = command(folder, port, heap, until=until, more=more)
    with (folder / "logs" / "console.log").open("wb") as said:
        process = subprocess.Popen(line, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True)
    return Starting(folder, process)


def start(folder: Path, until: int, heap: str = HEAP) -> str:
    """Start a server that ends with the process ``until``; its address once it answers. Raises ``NotHereError``."""
    return begin(folder, until, heap).listening()
