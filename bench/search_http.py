"""The search as readers meet it, on a site with many pages, beside the search of a stock Wagtail project with as many of the same words:
``make bench-search-http`` (``PAGES=5000`` for a quick look), with four workers each.

Questions are posted, as the form does; each is asked once before it counts for nobody's cache: there is none. The stock project answers what
``wagtail start`` makes: its search view over the database. ``BENCH_DATA`` names the data folder of a demo site to copy from, ``BENCH_SECONDS`` and
``BENCH_PAIRS`` say how long.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import random
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.lessons import with_typo
from bench.many_pages import documents, make_pages
from bench.search_speed import SEED, make_words
from bench.serving import HUB, gunicorn
from bench.stock_site import add_many, make
from bench.workers import processor, resident, workers

ROOT: Final = Path(__file__).resolve().parent.parent
CLIENTS: Final = (1, 2, 4)
"""So many ask at a time: nobody waits for another, each processor has one, each has two."""
SECONDS: Final = float(os.environ.get("BENCH_SECONDS", "4"))
PAIRS: Final = int(os.environ.get("BENCH_PAIRS", "3"))
OPTIONS: Final = ("--workers", "4", "--threads", "2", "--worker-class", "gthread", "--timeout", "300", "--log-level", "error")
PLACES: Final = ("France", "Kenya", "Berlin", "Brazil", "Mexico", "Japan")
EACH: Final = 20
"""Questions of each kind."""
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html", "Accept-Encoding": "gzip"}

PATIENCE: Final = 60.0
"""Seconds that a client waits for an answer."""

Fields = dict[str, str]
Ask = Callable[[http.client.HTTPConnection, Fields], None]


def questions(words: list[str]) -> dict[str, list[Fields]]:
    """Questions of each kind, as the form sends them."""
    chance = random.Random(SEED)
    three = [" ".join(chance.choices(words[100:10_000], k=3)) for _ in range(EACH)]
    return {
        "3 words": [{"q": text} for text in three],
        "3 words, a typo": [{"q": with_typo(text, chance)} for text in three],
        "a word in most pages": [{"q": words[0]}],
        "topic and place": [{"q": "counselling", "near": place} for place in PLACES],
        "2 words, filters": [{"q": " ".join(chance.choices(words[:1000], k=2)), "cost": "free", "kind": "service"} for _ in range(EACH)],
    }


def mixed(kinds: dict[str, list[Fields]]) -> list[Fields]:
    """All of them, shuffled."""
    every = [one for several in kinds.values() for one in several]
    random.Random(SEED).shuffle(every)
    return every


def _read(connection: http.client.HTTPConnection) -> None:
    """The answer. Raises RuntimeError for anything but a page."""
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"The search answers {answer.status}.")


def ask_hub(connection: http.client.HTTPConnection, fields: Fields) -> None:
    """Post the form."""
    connection.request("POST", "/en/search/", urlencode(fields), FORM)
    _read(connection)


def ask_as_you_type(connection: http.client.HTTPConnection, fields: Fields) -> None:
    """What is offered for the beginning of it."""
    connection.request("POST", "/en/search/suggest/", urlencode({"q": fields["q"][:-2]}), {**FORM, "Accept": "application/json"})
    _read(connection)


def ask_stock(connection: http.client.HTTPConnection, fields: Fields) -> None:
    """The words; it knows no places and no filters."""
    connection.request("GET", f"/search/?{urlencode({'query': fields['q']})}", headers={"Accept-Encoding": "gzip"})
    _read(connection)


def timed(port: int, ask: Ask, asked: list[Fields], clients: int = CLIENTS[-1]) -> tuple[float, list[float]]:
    """Some clients at a time: answers a second, and what each took, in milliseconds. Each client is answered once at least."""
    taken: list[float] = []
    until = time.perf_counter() + SECONDS

    def client(number: int) -> None:
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
            for fields in cycle(asked[number % len(asked) :] + asked[: number % len(asked)]):
                began = time.perf_counter()
                with contextlib.suppress(TimeoutError):  # counts as answered: to the favour of who does not
                    ask(connection, fields)
                taken.append((time.perf_counter() - began) * 1000)
                if time.perf_counter() > until:
                    return

    threads = [threading.Thread(target=client, args=[number * 7]) for number in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(taken) / (time.perf_counter() - began), taken


def late(taken: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]


def table_of_times(port: int, kinds: dict[str, list[Fields]]) -> Table:
    """How long each kind of question takes, of one client and of several, and the processor time of one answer to the only one."""
    pids = workers("hub.wsgi")
    table = Table("question", *(f"{number} at a time: p50, p95 ms" for number in CLIENTS), "processor ms")
    rows = [(name, ask_hub, asked) for name, asked in kinds.items()]
    rows += [("mixed list", ask_hub, mixed(kinds)), ("as you type", ask_as_you_type, kinds["3 words"])]
    timed(port, ask_hub, mixed(kinds))
    for name, ask, asked in rows:
        before = processor(pids)
        answers = [timed(port, ask, asked, CLIENTS[0])[1]]
        used = (processor(pids) - before) * 1000 / len(answers[0])
        answers += [timed(port, ask, asked, clients)[1] for clients in CLIENTS[1:]]
        table.add_row(name, *(f"{statistics.median(taken):.0f}, {late(taken):.0f}" for taken in answers), f"{used:.0f}")
    table.caption = f"the largest of {len(pids)} workers: {resident(pids):.0f} MB resident"
    return table


def stock_rate(stock: Path, asked: list[Fields]) -> float:
    """Answers a second of the stock project, started for this turn: what nobody waits for any more would burden the next."""
    with gunicorn("stock.wsgi", stock, {"DJANGO_SETTINGS_MODULE": "stock.settings.production"}, *OPTIONS) as port:
        return timed(port, ask_stock, asked)[0]


def table_beside_stock(hub: int, stock: Path, kinds: dict[str, list[Fields]]) -> Table:
    """Answers a second, in turns."""
    table = Table("question", "hub, a second", "stock, a second", "ratio", title=f"Beside a stock Wagtail project ({PAIRS} pairs of {SECONDS:g} s)")
    for name, asked in (("mixed list", mixed(kinds)), ("a word in most pages", kinds["a word in most pages"])):
        pairs = [(timed(hub, ask_hub, asked)[0], stock_rate(stock, asked)) for _pair in range(PAIRS)]
        ours, theirs = zip(*pairs, strict=True)
        ratio = statistics.median(one / other for one, other in pairs)
        table.add_row(name, f"{statistics.median(ours):.1f}", f"{statistics.median(theirs):.2f}", f"{ratio:.1f}")
    return table


@contextlib.contextmanager
def both(size: int, words: list[str]) -> Iterator[tuple[int, Path]]:
    """Both sites with their pages, in folders of their own: the port of the hub, and the folder of the stock project."""
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder, tempfile.TemporaryDirectory(prefix="stock-bench-") as other:
        environment = {"HUB_DATA": folder, "DJANGO_SETTINGS_MODULE": "hub.settings.dev", "DEMO": "1", "DEBUG": ""}
        os.environ.update(environment)
        if os.environ.get("BENCH_DATA"):
            shutil.copytree(os.environ["BENCH_DATA"], folder, dirs_exist_ok=True)
        from tools import prepare

        if prepare.main():
            raise RuntimeError("The demo site cannot be made.")
        from search.indexer.rebuilding import rebuild

        make_pages(size, words, random.Random(SEED))
        rebuild()
        empty = {"title": "Start", "summary": "", "facts": [], "links": [], "body": ""}
        make(Path(other), {"home": empty, "service": empty, "guide": empty, "sections": ["Get help"]})
        add_many(Path(other), documents(size, words, random.Random(SEED)))
        with gunicorn("hub.wsgi", ROOT, environment, *HUB, *OPTIONS) as hub:
            yield hub, Path(other)


def main(size: int) -> None:
    """Make both sites, measure, print, throw them away."""
    words = make_words(random.Random(SEED))
    kinds, console = questions(words), Console(width=None if sys.stdout.isatty() else 120)
    with both(size, words) as (hub, stock):
        console.print(f"{size} pages")
        console.print(table_of_times(hub, kinds))
        console.print(table_beside_stock(hub, stock, kinds))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
