"""Time and SQL queries of the pages that are asked for most, on a fresh demo site: ``make bench``.

Requests go through Django's test client with the settings of ``make run``: middleware, database, template; no network, no gunicorn.
"""

from __future__ import annotations

import logging
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from django.test import Client

ROUNDS: Final = 30
LANGUAGES: Final = ("en", "ar")
SEARCHES: Final = {"en": "someone to talk to", "ar": "مساعدة"}


@dataclass(frozen=True)
class Measure:
    """One address, measured: median and slowest of the rounds in milliseconds, SQL queries, bytes of the page."""

    name: str
    median: float
    slowest: float
    queries: int
    size: int


def addresses() -> Iterator[tuple[str, str]]:
    """``(name, address)``: the first page of each type, the search and the page of what is missing, in two languages."""
    from hub.href import href
    from hub.models.visibility import hub_page_models

    for language in LANGUAGES:
        for model in hub_page_models():
            page = model.visible().filter(locale__language_code=language).order_by("path").first()
            if page:
                yield f"{language} {model.__name__}", href(page)
        yield f"{language} search", f"/{language}/search/?q={SEARCHES[language]}"
        yield f"{language} not found", f"/{language}/nowhere/"


def measure(client: Client, name: str, address: str) -> Measure:
    """Ask for ``address`` again and again; the first time is not counted."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        size = len(client.get(address).content)
    queries, times = len(captured), []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - began) * 1000)
    return Measure(name, statistics.median(times), max(times), queries, size)


def show(measures: list[Measure]) -> Table:
    """The measures as a table."""
    table = Table("page", "median ms", "slowest ms", "SQL queries", "kB", title="Pages of the demo site")
    for one in measures:
        table.add_row(one.name, f"{one.median:.1f}", f"{one.slowest:.1f}", str(one.queries), f"{one.size / 1000:.1f}")
    return table


def main() -> None:
    """Make a demo site in a folder of its own, measure, print, throw it away."""
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder:
        os.environ.update(HUB_DATA=folder, DJANGO_SETTINGS_MODULE="hub.settings.dev", DEMO="1")
        from tools import prepare

        if prepare.main() == 0:
            from django.test import Client

            logging.getLogger("django.request").setLevel(logging.ERROR)
            client = Client(headers={"host": "localhost"})
            Console().print(show([measure(client, name, address) for name, address in addresses()]))


if __name__ == "__main__":
    main()
