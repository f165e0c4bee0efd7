"""The example of a proxy in the documentation, run for real: a proxy that keeps what belongs to one person shows it to the next."""

import contextlib
import getpass
import http.client
import shutil
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from safety.caching import PUBLIC
from tests.conftest import missing
from tests.running import free_port, until

EXAMPLE = (Path(__file__).resolve().parents[2] / "docs" / "nginx.conf").read_text()
IMAGE = "media/images/a.jpg"


class Upstream(BaseHTTPRequestHandler):
    """Answers as the hub does, and remembers what it was asked."""

    asked: list[tuple[str, str, str]] = []

    def do_GET(self):
        self.asked.append((self.path, self.headers["X-Forwarded-Proto"], self.headers["X-Forwarded-For"]))
        body = f"answer {len(self.asked)}".encode()
        self.send_response(200)
        self.send_header("Cache-Control", "private, no-cache" if "session=" in self.headers.get("Cookie", "") else PUBLIC)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Nothing."""


@pytest.fixture
def upstream():
    Upstream.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def without_tls(port, upstream, folder):
    """The example on loopback, with its folders in ``folder``."""
    first = EXAMPLE.split("\nserver {\n    listen 80;")[0]
    changes = {
        "listen 443 ssl": f"listen 127.0.0.1:{port}",
        "    ssl_certificate /etc/ssl/hub.pem;\n    ssl_certificate_key /etc/ssl/hub.key;\n": "",
        "/var/cache/nginx/hub": str(folder / "cache"),
        "/srv/hub/data": str(folder),
        "127.0.0.1:8000": f"127.0.0.1:{upstream}",
    }
    for text, other in changes.items():
        assert text in first
        first = first.replace(text, other)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    return f"daemon off; pid {folder}/pid; user {getpass.getuser()};\nevents {{}}\nhttp {{\n{temporary}{first}\n}}\n"


@pytest.fixture
def get(upstream, tmp_path):
    """Ask nginx."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if program is None:
        missing("nginx (apt install nginx-light)")
    (tmp_path / IMAGE).parent.mkdir(parents=True)
    (tmp_path / IMAGE).write_bytes(b"picture")
    (tmp_path / "media" / "documents").mkdir()
    (tmp_path / "media" / "documents" / "secret.pdf").write_bytes(b"secret")
    port = free_port()
    (tmp_path / "nginx.conf").write_text(without_tls(port, upstream.server_port, tmp_path))
    process = subprocess.Popen([program, "-c", str(tmp_path / "nginx.conf"), "-e", str(tmp_path / "errors")])

    def ask(path, **headers):
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
            connection.request("GET", path, headers={"Host": "hub.example.org", **headers})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode()

    def answers():
        with contextlib.suppress(OSError):
            return ask("/" + IMAGE)[0] == 200
        return False

    try:
        until(answers, "nginx answers", 20)
        yield ask
    finally:
        process.terminate()
        process.wait(20)


def test_it_keeps_public_pages_and_nothing_of_anybodys_and_goes_on_while_the_hub_is_away(get, upstream, tmp_path):
    first = get("/en/")[2]
    assert get("/en/")[2] == first, "a public page is kept"
    assert get("/en/", Cookie="session=abc")[2] != first, "who is signed in passes by"
    assert get("/en/")[2] == first, "and leaves nothing to others"
    assert get("/en/search/?q=a")[2] != get("/en/search/?q=a")[2], "what somebody looks for is kept by nobody"
    until(lambda: get("/en/")[2] != first, "after five seconds it asks again", 20)
    asked = [path for path, _proto, _address in Upstream.asked].count("/en/")
    upstream.shutdown()
    upstream.server_close()
    time.sleep(5.5)
    assert get("/en/")[0] == 200, "readers see the page while the hub is away"
    assert [path for path, _proto, _address in Upstream.asked].count("/en/") == asked
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


def test_the_example_sets_what_the_hub_relies_on():
    for line in ("proxy_set_header X-Forwarded-Proto $scheme;", "proxy_set_header Host $host;", "access_log off;", "proxy_no_cache $has_session"):
        assert line in EXAMPLE
    assert "proxy_cache_use_stale " not in EXAMPLE.replace("proxy_cache_use_stale here", "")
