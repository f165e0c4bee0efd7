"""Requests a second of home, service and guide beside those of a stock Wagtail project with the same words: part of ``make bench``.

Both run in gunicorn with the same workers on this machine, without a proxy, and are asked in turns, so that whatever
else the machine does meets both. What is printed is the median of the ratios of the pairs: 1 or more is the goal.
The hub keeps a public page for five seconds (``safety.kept``); what it does when it makes each anew stands beside it. ``BENCH_DATA`` names the data
folder of a demo site to copy from, where there is one, ``BENCH_SECONDS`` and ``BENCH_PAIRS`` say how long.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from bench.serving import HUB, gunicorn
from bench.stock_site import make, words_of

ROOT: Final = Path(__file__).resolve().parent.parent
CLIENTS: Final = 4
SECONDS: Final = float(os.environ.get("BENCH_SECONDS", "2"))
PAIRS: Final = int(os.environ.get("BENCH_PAIRS", "5"))
OPTIONS: Final = ("--workers", "2", "--threads", "4", "--worker-class", "gthread", "--log-level", "error")
PAGES: Final = {"home": "home.HomePage", "service": "resources.ServicePage", "guide": "resources.GuidePage"}


@dataclass
class Rates:
    """Requests a second of one page, pair by pair: of the hub as it is, of the hub making each page anew, and of the stock project."""

    hub: list[float] = field(default_factory=list)
    anew: list[float] = field(default_factory=list)
    stock: list[float] = field(default_factory=list)

    def ratio(self, ours: list[float]) -> float:
        """The median of the ratios."""
        return statistics.median(one / other for one, other in zip(ours, self.stock, strict=True))


def fetch(connection: http.client.HTTPConnection, address: str) -> str:
    """One page. Raises RuntimeError for anything but a page."""
    connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{address} answers {answer.status}.")
    return body.decode(errors="replace")


def rate(port: int, address: str) -> float:
    """Ask again and again with some clients at a time."""
    until, done = time.perf_counter() + SECONDS, [0] * CLIENTS

    def ask(number: int) -> None:
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            while time.perf_counter() < until:
                fetch(connection, address)
                done[number] += 1

    threads = [threading.Thread(target=ask, args=[number]) for number in range(CLIENTS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / (time.perf_counter() - began)


def of_the_hub() -> tuple[dict[str, str], list[str]]:
    """The addresses of the three pages, and the titles of the sections."""
    from django.apps import apps

    from hub.href import href
    from hub.models import visible_pages

    addresses = {}
    for name, model in PAGES.items():
        page = apps.get_model(model).visible().filter(locale__language_code="en").order_by("path").first()
        addresses[name] = href(page)
    return addresses, list(visible_pages().filter(depth=3, locale__language_code="en", show_in_menus=True).values_list("title", flat=True))


@dataclass(frozen=True)
class Ports:
    """Where the three answer."""

    hub: int
    anew: int
    stock: int


def measure(ports: Ports, ours: dict[str, str], theirs: dict[str, str]) -> dict[str, Rates]:
    """All pairs, in turns. The first requests, which read templates, are not counted."""
    found = {name: Rates() for name in PAGES}
    for pair in range(-1, PAIRS):
        for name, rates in found.items():
            asked = [(rates.hub, ports.hub, ours[name]), (rates.anew, ports.anew, ours[name]), (rates.stock, ports.stock, theirs[name])]
            for kept, port, address in asked if pair % 2 else reversed(asked):
                number = rate(port, address)
                if pair >= 0:
                    kept.append(number)
    return found


def show(found: dict[str, Rates]) -> Table:
    """As a table."""
    table = Table(
        "page",
        "hub, a second",
        "stock, a second",
        "ratio",
        "each made anew",
        "ratio",
        title=f"Beside a stock Wagtail project ({PAIRS} pairs of {SECONDS:g} s)",
    )
    for name, one in found.items():
        rates = [f"{statistics.median(several):.1f}" for several in (one.hub, one.stock, one.anew)]
        table.add_row(name, *rates[:2], _coloured(one.ratio(one.hub)), rates[2], _coloured(one.ratio(one.anew)))
    return table


def _coloured(ratio: float) -> str:
    """Green where the goal is met."""
    return f"[{'green' if ratio >= 1 else 'red'}]{ratio:.2f}[/]"


def main() -> int:
    """Make both sites in folders of their own, measure, print, throw them away. 1 where the hub is slower on one of the pages."""
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder, tempfile.TemporaryDirectory(prefix="stock-bench-") as stock:
        environment = {"HUB_DATA": folder, "DJANGO_SETTINGS_MODULE": "hub.settings.dev", "DEMO": "1", "DEBUG": ""}
        os.environ.update(environment)
        if os.environ.get("BENCH_DATA"):
            shutil.copytree(os.environ["BENCH_DATA"], folder, dirs_exist_ok=True)
        from tools import prepare

        if prepare.main():
            return 2
        ours, sections = of_the_hub()
        with gunicorn("hub.wsgi", ROOT, environment, *HUB, *OPTIONS) as hub:
            with contextlib.closing(http.client.HTTPConnection("127.0.0.1", hub, timeout=60)) as connection:
                content = {name: words_of(_plain(connection, address)) for name, address in ours.items()}
            theirs = make(Path(stock), {**content, "sections": sections})
            stock_site = gunicorn("stock.wsgi", Path(stock), {"DJANGO_SETTINGS_MODULE": "stock.settings.production"}, *OPTIONS)
            with stock_site as stock_port, gunicorn("hub.wsgi", ROOT, {**environment, "HUB_PAGES_KEPT": "0"}, *HUB, *OPTIONS) as anew:
                found = measure(Ports(hub, anew, stock_port), ours, theirs)
    Console(width=None if sys.stdout.isatty() else 120).print(show(found))
    return int(any(one.ratio(one.hub) < 1 for one in found.values()))


def _plain(connection: http.client.HTTPConnection, address: str) -> str:
    """A page as it is, not packed."""
    connection.request("GET", address)
    return connection.getresponse().read().decode()


if __name__ == "__main__":
    sys.exit(main())
