"""A load that hides a failure, or that nobody works under, says nothing."""

import http.server
import subprocess
import sys
import threading
import time

import pytest

from bench import footprint, load
from tests.running import until


@pytest.fixture
def port():
    """A server that answers pages and fails with searches."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Length", str(len(load.NOTICE)))
            self.end_headers()
            self.wfile.write(load.NOTICE)

        def do_POST(self):
            self.send_error(500)

        def log_message(self, *args):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever).start()
        yield server.server_port
        server.shutdown()


def test_every_answer_that_is_no_page_is_counted_as_failed(port):
    pages, searches = load.Seen(), load.Seen()
    load.read(port, time.monotonic() + 0.5, pages, searches)
    assert pages.taken
    assert pages.failed == 0
    assert pages.spare == len(pages.taken), "and every one that was found in a copy"
    assert searches.failed == len(searches.taken) > 0


def test_a_server_that_is_away_is_a_failure():
    pages = load.Seen()
    load.read(9, time.monotonic() + 0.05, pages, pages)
    assert pages.failed == len(pages.taken) > 0


def test_the_table_tells_how_many_and_how_long():
    assert load.Seen([10.0, 20.0, 30.0], 1).row("pages")[0:2] == ("pages", "3")
    assert load.Seen([10.0, 20.0, 30.0], 1, 2).row("pages")[4:] == ("2", "1")
    assert load.Seen().row("pages")[1] == "0"


def test_memory_and_disk_are_those_of_what_was_started(tmp_path):
    command = [sys.executable, "-c", "import time; time.sleep(60) # hub_worker"]
    with subprocess.Popen(command) as worker:
        try:
            until(lambda: footprint.memory().get("worker", 0) > 1, "it is seen", 20)
        finally:
            worker.kill()
    assert "worker" not in footprint.memory()
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(bytes(3_000_000))
    (tmp_path / "a" / "link").symlink_to(tmp_path / "a" / "b")
    assert footprint.disk({"all": tmp_path, "nothing": tmp_path / "nowhere"}) == {"all": 3}
