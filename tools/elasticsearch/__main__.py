"""``make elasticsearch``: a server in the foreground for a hub on this machine. What it holds is kept for the next start; Ctrl-C stops it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tools.elasticsearch.parts import NotHereError
from tools.elasticsearch.server import command

ROOT = Path(__file__).resolve().parent.parent.parent


def main() -> int:
    """Become the server; 1 with a line that says what to do when it cannot start."""
    folder = Path(os.environ.get("HUB_DATA") or ROOT / "var").resolve() / "elasticsearch"
    port = int(os.environ.get("PORT") or "9200")
    try:
        line = command(folder, port, level="INFO")
    except NotHereError as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"Elasticsearch starts. Use it: ELASTICSEARCH_URL=http://127.0.0.1:{port} make run", flush=True)
    os.chdir(folder)
    return os.execv(line[0], line)


if __name__ == "__main__":
    sys.exit(main())
