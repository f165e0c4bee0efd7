"""Small files beside the database."""

from __future__ import annotations

import os
import threading
from pathlib import Path


def write_whole(path: Path, text: str, mode: int | None = None) -> None:
    """Put ``text`` in the place of what ``path`` holds, whole or not at all: whoever reads meanwhile finds one of the two. ``mode``: who may. Several
    may write at once: the last one stays."""
    unfinished = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.tmp")
    try:
        if mode is not None:
            unfinished.touch(mode=mode)
        unfinished.write_text(text)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
