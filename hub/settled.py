"""What a server has loaded once stays until it ends, and its processes share it (``safety.serving``): it need not be looked through, again and again,
for what nobody uses any more, and must not be written to either, since what a process writes to it has from then on for itself.

Python looks for such circles after every 700 new objects, through all objects each time that enough have grown old: three hundred thousand of them, a
fifth of a second in which a reader waits, and a twentieth of the time that a page takes.
"""

from __future__ import annotations

import gc
from typing import Final

from django.urls import get_resolver

NEW: Final = 10_000
"""So many new objects are made before some of them are looked through."""


def settle() -> None:
    """For a server, as the last thing before it serves or its processes part: load what the first reader would wait for, and look through nothing
    of it any more. Neither connections nor threads are made here: no two processes may speak through one connection, and threads do not part."""
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW, *gc.get_threshold()[1:])
