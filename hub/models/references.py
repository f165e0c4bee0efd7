"""Wagtail's index of references, brought up to date once for each save of a page.

Wagtail does it with every row of a page that is written, for the whole page each time: a service with twenty rows twenty times.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def indexed_once(page: Any) -> Iterator[None]:
    """Round the save of ``page`` and its rows. Whoever has switched the index off is left alone."""
    from wagtail import signal_handlers  # it asks for the models, of which this is one

    if getattr(signal_handlers.reference_index_auto_update_disabled, "value", False):
        yield
        return
    with signal_handlers.disable_reference_index_auto_update():
        yield
    signal_handlers.update_reference_index_on_save(page)
