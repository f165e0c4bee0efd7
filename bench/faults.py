"""What readers and editors notice when Elasticsearch fails: ``python -m bench.faults``, called by ``make bench-faults``.

A demo site with its worker searches in Elasticsearch by a way that is disturbed (``bench.proxy``), one fault after the other. ``BENCH_DATA`` names
the data folder of a demo site to copy from; Elasticsearch is what ``make elasticsearch`` needs.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from rich.console import Console
from rich.table import Table

from bench.proxy import FAULTS, Proxy, proxy
from bench.serving import gunicorn
from tools.elasticsearch.server import start

ROOT: Final = Path(__file__).resolve().parent.parent
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}
NOTICE: Final = "We search in a copy"
ASKED: Final = 30
"""Pages, once the server is left alone."""
LONGEST: Final = 120.0


def ask(port: int, text: str = "counselling", **filters: str) -> tuple[float, str]:
    """A page of results: the milliseconds that it took, and what it says."""
    began = time.perf_counter()
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST)) as connection:
        connection.request("POST", "/en/search/", urlencode({"q": text, **filters}), FORM)
        answer = connection.getresponse()
        said = answer.read().decode()
    if answer.status != 200:
        raise RuntimeError(f"The search answers {answer.status}.")
    return (time.perf_counter() - began) * 1000, said


def seconds_until(condition: Callable[[], bool]) -> float:
    """How long it takes until something is so."""
    began = time.perf_counter()
    while not condition():
        if time.perf_counter() - began > LONGEST:
            raise RuntimeError("It never came about.")
        time.sleep(0.1)
    return time.perf_counter() - began


def publish(page: Any, title: str) -> float:
    """Publish a page under a new title: the milliseconds that it took."""
    began = time.perf_counter()
    page.title = title
    page.save_revision().publish()
    return (time.perf_counter() - began) * 1000


def measured(fault: str, way: Proxy, port: int, page: Any, turn: int) -> list[str]:
    """A row of the table: one fault."""
    from search.engines import site_engine

    word = f"lanternword{turn}"
    well = statistics.median(ask(port, cost="free")[0] for _ in range(ASKED))
    quiet = publish(page, f"Guide {turn}")
    way.fault = fault
    first = [ask(port, cost="free") for _ in range(3)]
    later = [ask(port, cost="free")[0] for _ in range(ASKED)]
    ill = publish(page, f"Guide {word}")
    found_here = seconds_until(lambda: f"<mark>{word}" in ask(port, word)[1])
    way.fault = ""
    server = site_engine().indexes[1]
    back = seconds_until(lambda: NOTICE not in ask(port)[1])
    there = back + seconds_until(lambda: server.known(word) and server.search(question(word)).total > 0)
    if not all(NOTICE in said for _took, said in first):
        raise RuntimeError(f"{fault}: nobody was told.")
    slowest, late = max(took for took, _said in first), statistics.quantiles(later, n=20)[-1]
    return [fault, f"{well:.0f}", f"{slowest:.0f}", f"{late - well:+.0f}", f"{ill - quiet:+.0f}", f"{found_here:.1f}", f"{back:.1f}", f"{there:.1f}"]


def question(word: str) -> Any:
    """What finds the page with this word."""
    from search.engines.base import Query, Step

    return Query((Step("word", word, correct=False),), limit=1)


@contextlib.contextmanager
def site(folder: Path, way: Proxy) -> Iterator[int]:
    """A demo site with its worker, searching by the disturbed way; its port."""
    environment = {"HUB_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "hub.settings.dev", "DEMO": "1", "DEBUG": "", "ELASTICSEARCH_URL": way.url}
    os.environ.update(environment)
    if os.environ.get("BENCH_DATA"):
        shutil.copytree(os.environ["BENCH_DATA"], folder, dirs_exist_ok=True)
    from tools import prepare

    if prepare.main():
        raise RuntimeError("The demo site cannot be made.")
    worker = subprocess.Popen([sys.executable, "manage.py", "hub_worker"], cwd=ROOT, env={**os.environ, **environment}, stderr=subprocess.DEVNULL)
    try:
        with gunicorn("hub.wsgi", ROOT, environment, "--workers", "1", "--threads", "4", "--worker-class", "gthread", "--log-level", "error") as port:
            seconds_until(lambda: NOTICE not in ask(port)[1])
            yield port
    finally:
        worker.terminate()
        worker.wait()


def main() -> None:
    """Make the site, disturb it, print, throw it away."""
    headings = ("page, ms", "slowest page", "later, p95", "publishing", "found here, s", "server back, s", "found there, s")
    table = Table("fault", *headings, title="Elasticsearch fails (times in ms, differences to when all is well)")
    with (
        tempfile.TemporaryDirectory(prefix="hub-bench-", ignore_cleanup_errors=True) as folder,
        proxy(start(Path(folder) / "server", os.getpid())) as way,
        site(Path(folder) / "hub", way) as port,
    ):
        from resources.models import GuidePage

        page = GuidePage.objects.filter(locale__language_code="en", live=True).first()
        for turn, fault in enumerate(FAULTS):
            table.add_row(*measured(fault, way, port, page, turn))
    Console(width=None if sys.stdout.isatty() else 120).print(table)


if __name__ == "__main__":
    main()
