"""nginx as the documentation has it, on loopback and without TLS."""

import contextlib
import getpass
import http.client
import shutil
import subprocess
from pathlib import Path

from tests.conftest import missing
from tests.running import free_port, until

EXAMPLE = (Path(__file__).resolve().parents[1] / "docs" / "nginx.conf").read_text()
HOST = "hub.example.org"


def without_tls(port, upstream, folder):
    """The example on loopback, with its folders in ``folder``."""
    first = EXAMPLE.split("\nserver {\n    listen 80;")[0]
    changes = {
        "listen 443 ssl": f"listen 127.0.0.1:{port}",
        "    ssl_certificate /etc/ssl/hub.pem;\n    ssl_certificate_key /etc/ssl/hub.key;\n": "",
        "/var/cache/nginx/hub": str(folder / "cache"),
        "/srv/hub/data": str(folder),
        "server 127.0.0.1:8000": f"server 127.0.0.1:{upstream}",
    }
    for text, other in changes.items():
        assert text in first
        first = first.replace(text, other)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    return f"daemon off; pid {folder}/pid; user {getpass.getuser()};\nevents {{}}\nhttp {{\n{temporary}{first}\n}}\n"


@contextlib.contextmanager
def nginx(upstream, folder):
    """Runs in front of the port ``upstream``, with all that it writes in ``folder``; gives what asks it."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if program is None:
        missing("nginx (apt install nginx-light)")
    port = free_port()
    (folder / "nginx.conf").write_text(without_tls(port, upstream, folder))
    process = subprocess.Popen([program, "-c", str(folder / "nginx.conf"), "-e", str(folder / "errors")])

    def ask(path, method="GET", **headers):
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            connection.request(method, path, headers={"Host": HOST, **headers})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode()

    def answers():
        with contextlib.suppress(OSError):
            return ask("/media/images/")[0] in (403, 404)
        return False

    try:
        until(answers, "nginx answers", 20)
        yield ask
    finally:
        process.terminate()
        process.wait(20)
