"""Readers and editors at once, on PostgreSQL and Elasticsearch: ``make bench-load``. Two servers with one process each, the worker, and editors in
processes of their own that publish without pause. No answer and no publication may fail: exit code 1 where one did.

``BENCH_DATA`` names the data folder of a demo site on SQLite, which is moved to PostgreSQL first; ``BENCH_SECONDS`` says how long (30),
``BENCH_EDITORS`` how many publish (2), ``BENCH_WITH`` what there is beside SQLite and the embedded index (``postgresql elasticsearch``).
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode

import psycopg
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.footprint import disk, memory
from bench.serving import HUB, gunicorn
from tools import postgres
from tools.elasticsearch.server import start

ROOT: Final = Path(__file__).resolve().parent.parent
SECONDS: Final = float(os.environ.get("BENCH_SECONDS", "30"))
READERS: Final = 6
EDITORS: Final = int(os.environ.get("BENCH_EDITORS", "2"))
WITH: Final = frozenset(os.environ.get("BENCH_WITH", "postgresql elasticsearch").split())
SERVERS: Final = 2
PATIENCE: Final = 120.0
OPTIONS: Final = (*HUB, "--workers", "1")
NOTICE: Final = b"We search in a copy"
WORDS: Final = ("lamp", "someone to talk", "prep", "housing", "مساعدة", "aide", "lmap")
CODES: Final = ("en", "fr", "ar")
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
EDIT: Final = """
import sys, time, django
django.setup()
from itertools import cycle
from resources.models import ServicePage
mine = list(ServicePage.objects.filter(facts_page=None, live=True).order_by("pk").values_list("pk", flat=True))[int(sys.argv[1])::int(sys.argv[2])]
print("ready", flush=True)
sys.stdin.readline()
until = time.monotonic() + float(sys.argv[3])
for turn, pk in enumerate(cycle(mine)):
    if time.monotonic() > until:
        break
    began = time.perf_counter()
    page = ServicePage.objects.get(pk=pk)
    page.summary = f"Edited {sys.argv[1]} {turn}"
    page.save_revision().publish()
    print(time.perf_counter() - began, flush=True)
    assert ServicePage.objects.get(pk=pk).summary == page.summary, "a publication is lost"
"""


@dataclass
class Seen:
    """How long each took, in milliseconds, how many failed, and how many the index of the machine answered in place of the search server."""

    taken: list[float] = field(default_factory=list)
    failed: int = 0
    spare: int = 0

    def row(self, name: str) -> tuple[str, ...]:
        """For the table."""
        late = statistics.quantiles(self.taken, n=20)[-1] if len(self.taken) > 1 else float("nan")
        middle = statistics.median(self.taken) if self.taken else float("nan")
        return name, str(len(self.taken)), f"{len(self.taken) / SECONDS:.1f}", f"{middle:.0f}, {late:.0f}", str(self.spare), str(self.failed)


@contextlib.contextmanager
def site() -> Iterator[tuple[dict[str, str], dict[str, Path]]]:
    """A demo site with what ``WITH`` names; the environment of its processes, and where everything lies."""
    with tempfile.TemporaryDirectory(prefix="hub-bench-", ignore_cleanup_errors=True) as folder, contextlib.ExitStack() as stack:
        place = Path(folder) / "hub"
        place.mkdir()
        names = {"HUB_DATA": str(place), "DJANGO_SETTINGS_MODULE": "hub.settings.dev", "DEMO": "1", "DEBUG": ""}
        places = {"SQLite": place / "hub.sqlite3", "embedded index": place / "search"}
        if os.environ.get("BENCH_DATA"):
            shutil.copytree(os.environ["BENCH_DATA"], place, dirs_exist_ok=True)
            run(names, "manage.py", "migrate", "--verbosity=0")
        if "postgresql" in WITH:
            server = stack.enter_context(postgres.cluster())
            names = on_postgresql(names, server.place)
            places |= {"PostgreSQL": server.place / "data" / "base"}
        if "elasticsearch" in WITH:
            names |= {"ELASTICSEARCH_URL": start(Path(folder) / "elasticsearch", os.getpid())}
            places |= {"Elasticsearch": Path(folder) / "elasticsearch" / "data"}
        run(names, "-m", "tools.prepare")
        yield names, places


def on_postgresql(names: dict[str, str], place: Path) -> dict[str, str]:
    """The environment of the site once it is moved there."""
    with psycopg.connect(host=str(place), user=postgres.USER, dbname="postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE hub")
    moved = {**names, "DATABASE_URL": postgres.address(place, "hub")}
    if os.environ.get("BENCH_DATA"):
        run(moved, "manage.py", "move_to_postgresql", "--verbosity=0")
    return moved


def run(names: dict[str, str], *command: str) -> None:
    """Run a program of the hub to its end."""
    subprocess.run([sys.executable, *command], cwd=ROOT, env={**os.environ, **names}, check=True, stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def working(names: dict[str, str]) -> Iterator[None]:
    """The worker."""
    worker = subprocess.Popen([sys.executable, "manage.py", "hub_worker"], cwd=ROOT, env={**os.environ, **names})
    try:
        yield
    finally:
        worker.terminate()
        worker.wait(PATIENCE)


def read(port: int, until: float, pages: Seen, searches: Seen) -> None:
    """One reader: pages, and every third time a search."""
    chance = random.Random(threading.get_ident())
    while time.monotonic() < until:
        search, code = chance.random() < 0.34, chance.choice(CODES)
        seen, began = (searches if search else pages), time.perf_counter()
        address = f"/{code}/search/" if search else f"/{code}/" + chance.choice(("", "help/", f"search/?q={quote(chance.choice(WORDS))}"))
        body = urlencode({"q": chance.choice(WORDS)}) if search else None
        try:
            with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
                connection.request("POST" if search else "GET", address, body, FORM if search else {})
                answer = connection.getresponse()
                seen.spare += NOTICE in answer.read()
                seen.failed += answer.status >= 400
        except (OSError, http.client.HTTPException):
            seen.failed += 1
        seen.taken.append((time.perf_counter() - began) * 1000)


def editors(names: dict[str, str]) -> list[subprocess.Popen[str]]:
    """Who publishes, ready to begin."""
    command = [sys.executable, "-c", EDIT]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    found = [
        subprocess.Popen([*command, str(one), str(EDITORS), str(SECONDS)], cwd=ROOT, env={**os.environ, **names}, text=True, **pipes)  # type: ignore[call-overload]
        for one in range(EDITORS)
    ]
    for one in found:
        one.stdout.readline()
    return found


def load(ports: list[int], people: list[subprocess.Popen[str]]) -> dict[str, Seen]:
    """All at once."""
    seen = {"pages": Seen(), "searches": Seen(), "publications": Seen()}
    until = time.monotonic() + SECONDS
    readers = [threading.Thread(target=read, args=[ports[number % len(ports)], until, seen["pages"], seen["searches"]]) for number in range(READERS)]
    for reader in readers:
        reader.start()
    for one in people:
        printed, _ = one.communicate("begin\n", timeout=SECONDS + PATIENCE)
        seen["publications"].taken += [float(line) * 1000 for line in printed.split()]
        seen["publications"].failed += one.returncode != 0
    for reader in readers:
        reader.join()
    return seen


def until_indexed(port: int) -> float:
    """Seconds until the index has taken everything that was published."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
            connection.request("GET", "/healthz")
            if not json.loads(connection.getresponse().read())["waiting"]:
                return time.monotonic() - began
        time.sleep(0.1)
    raise RuntimeError("The index never took what was published.")


def shown(seen: dict[str, Seen], later: float, taken: dict[str, dict[str, int]]) -> Iterator[Table]:
    """What was measured."""
    title = f"{SERVERS} web processes, {READERS} readers, {EDITORS} editors, {' and '.join(sorted(WITH)) or 'SQLite'}"
    table = Table("what", "number", "a second", "p50, p95 ms", "from the copy", "failed", title=title)
    for name, one in seen.items():
        table.add_row(*one.row(name))
    yield table
    sizes = Table("MB", "of", "how many", title=f"Indexed {later:.1f} s after the last publication")
    for kind, found in taken.items():
        for name, size in found.items():
            sizes.add_row(kind, name, str(size))
    yield sizes


def main() -> int:
    """Make the site, load it, print, throw it away; 1 where something failed."""
    with site() as (names, places), working(names), contextlib.ExitStack() as stack:
        ports = [stack.enter_context(gunicorn("hub.wsgi", ROOT, names, *OPTIONS)) for _ in range(SERVERS)]
        seen = load(ports, editors(names))
        taken = {"memory": memory(), "disk": disk(places)}
        later = until_indexed(ports[0])
    for table in shown(seen, later, taken):
        Console(width=None if sys.stdout.isatty() else 120).print(table)
    needed = [one for name, one in seen.items() if EDITORS or name != "publications"]
    return int(any(one.failed for one in needed) or not all(one.taken for one in needed))


if __name__ == "__main__":
    sys.exit(main())
