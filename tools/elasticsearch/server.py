"""Starting the server in a folder of its own."""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path
from typing import Final

from tools.elasticsearch.parts import VERSION, NotHereError, Parts, parts

HEAP: Final = "512m"
QUICK: Final = ("-XX:TieredStopAtLevel=1",)
"""A server for minutes starts in half the time when less is spent on making it fast."""
LISTENING: Final = re.compile(r"^listening (\d+)$", re.MULTILINE)
PATIENCE: Final = 0.1
"""Seconds between two looks at what the server has said."""
SETTINGS: Final = """\
cluster.name: hub
node.name: hub
discovery.type: single-node
network.host: 127.0.0.1
http.port: {port}
transport.port: 0
cluster.routing.allocation.disk.threshold_enabled: false
logger.level: {level}
"""
MODULE: Final = """\
name=transport-netty4
description=HTTP
version={version}
elasticsearch.version={version}
java.version=17
classname=org.elasticsearch.transport.netty4.Netty4Plugin
"""


def command(folder: Path, port: int = 0, heap: str = HEAP, *, until: int | None = None, level: str = "WARN") -> list[str]:
    """What starts a server that keeps all in ``folder``, which is made ready for it. ``port`` 0: any; it says which. ``until``: the number of a
    process at whose end it ends too and removes the folder.

    Raises:
        NotHereError: something that it needs is not here.
    """
    made = parts()
    lay_out(folder, made, port, level)
    options = (
        *(f"-Xms{heap}", f"-Xmx{heap}", "-XX:+UseSerialGC", *(QUICK if until else ())),
        *(f"-Djava.io.tmpdir={folder / 'tmp'}", f"-Des.nativelibs.path={folder / 'native'}"),
        *("-Dlog4j2.disable.jmx=true", "-Dlog4j2.formatMsgNoLookups=true", "-Dio.netty.noUnsafe=true"),
    )
    path = os.pathsep.join(map(str, [made.launcher, *made.server]))
    return [made.java, *options, "-cp", path, "Server", str(folder), *([str(until)] if until else [])]


def lay_out(folder: Path, made: Parts, port: int, level: str) -> None:
    """The folders that the server expects, its settings, its one module."""
    module = folder / "modules" / "transport-netty4"
    for one in (*(folder / name for name in ("config", "lib", "plugins", "logs", "tmp", "native")), module):
        one.mkdir(parents=True, exist_ok=True)
    for jar in made.transport:
        link = module / jar.name
        link.unlink(missing_ok=True)
        link.symlink_to(jar)
    (module / "plugin-descriptor.properties").write_text(MODULE.format(version=VERSION))
    (folder / "config" / "elasticsearch.yml").write_text(SETTINGS.format(port=port, level=level))


def start(folder: Path, until: int, heap: str = HEAP) -> str:
    """Start a server that ends with the process ``until``; its address once it answers.

    Raises:
        NotHereError: it could not be started.
    """
    folder = folder.resolve()
    line, log = command(folder, heap=heap, until=until), folder / "logs" / "console.log"
    with log.open("wb") as said:
        server = subprocess.Popen(line, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True)
    while not (listening := LISTENING.search(log.read_text(errors="replace"))):
        if server.poll() is not None:
            raise NotHereError(f"Elasticsearch did not start:\n{log.read_text(errors='replace')[-2000:]}")
        time.sleep(PATIENCE)
    return f"http://127.0.0.1:{listening[1]}"
