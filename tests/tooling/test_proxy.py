"""The example of a proxy in the documentation, run for real: a proxy that keeps what belongs to one person shows it to the next."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from safety.caching import GONE, PUBLIC
from tests.proxy import EXAMPLE, nginx
from tests.running import until

IMAGE = "media/images/a.jpg"


class Upstream(BaseHTTPRequestHandler):
    """Answers as the hub does, and remembers what it was asked. Below ``/short/`` pages may be kept for a second, and shown for three more."""

    asked: list[tuple[str, str, str]] = []
    status = 200

    def do_GET(self):
        self.asked.append((f"{self.command} {self.path}", self.headers["X-Forwarded-Proto"], self.headers["X-Forwarded-For"]))
        body = f"answer {len(self.asked)}".encode()
        self.send_response(self.status)
        self.send_header("Cache-Control", self.kept())
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.do_GET()

    def kept(self):
        if self.status != 200:
            return GONE if self.status == 404 else "no-store"
        if self.path.startswith("/short/"):
            return "public, max-age=0, s-maxage=1, stale-if-error=3"
        return "private, no-cache" if "session=" in self.headers.get("Cookie", "") else PUBLIC

    def log_message(self, *args):
        """Nothing."""


@pytest.fixture
def upstream():
    Upstream.asked, Upstream.status = [], 200
    server = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def get(upstream, tmp_path):
    """Ask nginx."""
    (tmp_path / IMAGE).parent.mkdir(parents=True)
    (tmp_path / IMAGE).write_bytes(b"picture")
    (tmp_path / "media" / "documents").mkdir()
    (tmp_path / "media" / "documents" / "secret.pdf").write_bytes(b"secret")
    with nginx(upstream.server_port, tmp_path) as ask:
        yield ask


def test_it_keeps_public_pages_and_nothing_of_anybodys_and_goes_on_while_the_hub_is_away(get, upstream, tmp_path):
    first = get("/en/")[2]
    assert get("/en/")[2] == first, "a public page is kept"
    assert get("/en/", Cookie="session=abc")[2] != first, "who is signed in passes by"
    assert get("/en/")[2] == first, "and leaves nothing to others"
    assert get("/en/search/?q=a")[2] != get("/en/search/?q=a")[2], "what somebody looks for is kept by nobody"
    until(lambda: get("/en/")[2] != first, "after five seconds it asks again", 20)
    asked = [path for path, _proto, _address in Upstream.asked].count("GET /en/")
    upstream.shutdown()
    upstream.server_close()
    time.sleep(5.5)
    assert get("/en/")[0] == 200, "readers see the page while the hub is away"
    assert [path for path, _proto, _address in Upstream.asked].count("GET /en/") == asked
    assert get("/ar/")[0] == 502, "but for what nobody has asked before"
    assert {(proto, address) for _path, proto, address in Upstream.asked} == {("http", "127.0.0.1")}
    status, headers, body = get("/" + IMAGE)
    assert (status, body, headers["X-Content-Type-Options"]) == (200, "picture", "nosniff")
    assert "sandbox" in headers["Content-Security-Policy"]
    assert "secret" not in get("/media/documents/secret.pdf")[2]
    assert "secret" not in get("/media/images/../documents/secret.pdf")[2]
    written = [path for path in tmp_path.rglob("*") if path.is_file() and "log" in path.name]
    assert written == []
    assert "/en/" not in (tmp_path / "errors").read_text()


def test_where_the_hub_says_503_what_is_kept_is_shown_for_a_while_and_else_what_the_hub_says(get, upstream):
    first = get("/short/en/")[2]
    Upstream.status = 503
    time.sleep(1.5)
    assert get("/short/en/")[::2] == (200, first), "readers see the page while the database is away"
    until(lambda: get("/short/en/")[0] == 503, "but not for ever: it may be hidden by now", 10)
    status, headers, said = get("/short/ar/")
    assert (status, headers["Cache-Control"], said[:6]) == (503, "no-store", "answer"), "the hub's own page, in the reader's language"
    Upstream.status = 200
    assert get("/short/ar/")[0] == 200, "and none of it is kept"


@pytest.mark.soak
def test_a_page_that_was_hidden_does_not_come_back_while_the_database_is_away(get, upstream):
    get("/en/")
    Upstream.status = 404
    until(lambda: get("/en/")[0] == 404, "what is hidden is gone after five seconds", 20)
    Upstream.status = 503
    until(lambda: get("/en/")[0] == 503, "and stays so", 20)


def test_where_the_hub_says_503_nobodys_own_page_is_shown_and_nothing_is_sent_twice(get, upstream):
    get("/short/en/")
    Upstream.status = 503
    time.sleep(1.5)
    for asked, names in (("/short/en/", {"Cookie": "session=abc"}), ("/short/en/?q=a", {})):
        assert get(asked, **names)[0] == 503
    assert get("/short/en/", "POST")[0] == 503
    sent = [path for path, _proto, _address in Upstream.asked[1:]]
    assert sent == ["GET /short/en/", "GET /short/en/?q=a", "POST /short/en/"]


def test_the_example_sets_what_the_hub_relies_on():
    for line in ("proxy_set_header X-Forwarded-Proto $scheme;", "proxy_set_header Host $host;", "access_log off;", "proxy_no_cache $has_session"):
        assert line in EXAMPLE
    assert "proxy_cache_use_stale " not in EXAMPLE.replace("proxy_cache_use_stale here", "")
