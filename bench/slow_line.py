"""How long a reader on a slow line waits for the first content: ``make bench``. The goal is 2.5 s.

Chromium with 400 kbit/s and 400 ms to the server and back, a phone that has nothing of the site yet, a fresh demo site whose files are
packed as those of a real one.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import Any, Final
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from rich.console import Console
from rich.table import Table

ROUNDS: Final = 3
GOAL: Final = 2500
LINE: Final[dict[str, Any]] = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
ANSWERED: Final = "performance.getEntriesByType('navigation')[0].responseStart"
PAINTED: Final = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
LOADED: Final = "performance.getEntriesByType('navigation')[0].loadEventEnd"


class Threaded(ThreadingMixIn, WSGIServer):
    """Answers several requests at a time, as a browser asks."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Prints nothing."""

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@contextmanager
def serving() -> Iterator[str]:
    """A server of this site in a thread, with packed files; its address."""
    from django.conf import settings
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application
    from django.test import override_settings

    packed = {**settings.STORAGES, "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
    with override_settings(STORAGES=packed, WHITENOISE_USE_FINDERS=False, WHITENOISE_AUTOREFRESH=False):
        call_command("collectstatic", verbosity=0, interactive=False)
        server = make_server("127.0.0.1", 0, get_wsgi_application(), Threaded, Quiet)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            server.server_close()


def measure(browser: Any, address: str) -> tuple[float, ...]:
    """Milliseconds that the server took, to the first content and to the end of loading: medians over some new readers."""
    times = []
    for _round in range(ROUNDS):
        context = browser.new_context(viewport={"width": 360, "height": 740})
        page = context.new_page()
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", LINE)
        page.goto(address, wait_until="load")
        while not page.evaluate(f"({PAINTED}) > 0 && ({LOADED}) > 0"):  # asked from outside: the policy of the page lets nothing wait inside of it
            page.wait_for_timeout(50)
        times.append((page.evaluate(ANSWERED) - LINE["latency"], page.evaluate(PAINTED), page.evaluate(LOADED)))
        context.close()
    return tuple(map(statistics.median, zip(*times, strict=True)))


def show(browser: Any, server: str) -> Table:
    """All pages as a table."""
    from bench.pages import addresses

    table = Table("page", "server ms", "first content ms", "all loaded ms", "", title="On a line of 400 kbit/s with 400 ms to and fro")
    for name, address in addresses():
        server_took, painted, loaded = measure(browser, server + address)
        table.add_row(name, f"{server_took:.0f}", f"{painted:.0f}", f"{loaded:.0f}", "" if painted <= GOAL else f"above {GOAL}")
    return table


def main() -> None:
    """Make a demo site in a folder of its own, measure, print, throw it away."""
    chromium = shutil.which("chromium")
    if not chromium:
        sys.exit("Times on a slow line are measured with Chromium, which is not here (Debian: apt install chromium).")
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder:
        os.environ.update(HUB_DATA=folder, DJANGO_SETTINGS_MODULE="hub.settings.dev", DEMO="1", DJANGO_ALLOW_ASYNC_UNSAFE="true")
        from tools import prepare

        if prepare.main() == 0:
            from playwright.sync_api import sync_playwright

            with serving() as server, sync_playwright() as started:
                browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
                Console().print(show(browser, server))
                browser.close()


if __name__ == "__main__":
    main()
